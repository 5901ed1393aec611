/** Papers about people at work: timesheets, expense notes, contracts, certificates. */
import {
  cooperative,
  dayOf,
  decimalHours,
  euro,
  type Kind,
  later,
  longDay,
  monthName,
  seat,
  shortDay,
} from '../kind.ts'
import { demoPerson } from '../people.ts'

export const cartellino: Kind = (chance, number) => {
  const person = demoPerson(chance)
  const day = dayOf(chance)
  const days = new Date(Date.UTC(2026, day.getUTCMonth() + 1, 0)).getUTCDate()
  const rows: string[][] = []
  let ordinary = 0
  let extra = 0
  for (let at = 1; at <= days; at += 1) {
    const weekday = new Date(Date.UTC(2026, day.getUTCMonth(), at)).getUTCDay()
    const worked = weekday === 0 ? 0 : chance.pick([456, 456, 456, 380, 0])
    const over = worked > 0 ? chance.pick([0, 0, 0, 0, 30, 60]) : 0
    ordinary += worked
    extra += over
    const times = worked > 0 ? ['07:00', worked === 456 ? '14:36' : '13:20'] : ['', '']
    const code = worked > 0 ? '' : weekday === 0 ? 'riposo' : chance.pick(['ferie', 'riposo', 'permesso ROL'])
    rows.push([String(at), ...times, worked ? decimalHours(worked) : '', over ? decimalHours(over) : '', code])
  }
  return {
    title: `Cartellino ${monthName(day)} 2026 – ${person.surname} ${person.name}`,
    name: `Cartellino ${monthName(day)} 2026 ${person.surname}.pdf`,
    day: later(new Date(Date.UTC(2026, day.getUTCMonth() + 1, 1, 12)), chance.whole(0, 3)),
    write(pen) {
      pen.heading(`FOGLIO PRESENZE – MESE DI ${monthName(day).toUpperCase()} 2026`)
      pen.field('Lavoratore', `${person.surname} ${person.name} · matricola ${1000 + number}`)
      pen.field('Codice fiscale', person.codiceFiscale)
      pen.field('Struttura', `${person.facility} · mansione ${person.job}`)
      pen.gap()
      pen.table(
        ['Giorno', 'Entrata', 'Uscita', 'Ore ordinarie', 'Straordinario', 'Causale'],
        rows,
        [1, 1.3, 1.3, 1.6, 1.6, 2],
      )
      pen.field('Totale ore ordinarie', decimalHours(ordinary))
      pen.field('Totale straordinario', decimalHours(extra))
      pen.gap()
      pen.paragraph('Firma del lavoratore ____________________      Firma del coordinatore ____________________')
    },
  }
}

const places = ['Lodi', 'Pavia', 'Cremona', 'Bergamo', 'Novara', 'Monza'] as const

export const notaSpese: Kind = (chance) => {
  const person = demoPerson(chance)
  const day = dayOf(chance)
  let total = 0
  const rows = Array.from({ length: chance.whole(4, 9) }, (_, at) => {
    const kilometres = chance.whole(8, 96)
    const cents = kilometres * 42 + chance.pick([0, 0, 650, 1200])
    total += cents
    return [
      shortDay(later(day, -20 + at * 2)),
      `${person.facility} – ${chance.pick(places)}`,
      String(kilometres),
      euro(cents),
    ]
  })
  return {
    title: `Nota spese ${monthName(day)} 2026 – ${person.surname} ${person.name}`,
    name: `nota_spese_${person.surname.toLowerCase()}_${monthName(day)}.pdf`,
    day,
    write(pen) {
      pen.heading('NOTA SPESE – RICHIESTA DI RIMBORSO')
      pen.field('Data', shortDay(day))
      pen.field('Richiedente', `${person.name} ${person.surname}, ${person.job}`)
      pen.field('Veicolo', `auto propria, targa DM ${chance.whole(100, 999)} XX`)
      pen.gap()
      pen.table(['Data', 'Trasferta', 'Km percorsi', 'Importo'], rows, [1.2, 4, 1.2, 1.4])
      pen.field('Totale da rimborsare', euro(total))
      pen.paragraph('I pasti pagati in contanti sono rimborsati come imponibili. Si allegano gli scontrini.')
      pen.paragraph(`Firma: ${person.name} ${person.surname}        Visto del coordinatore: ____________________`)
    },
  }
}

export const contratto: Kind = (chance, number) => {
  const person = demoPerson(chance)
  const day = dayOf(chance)
  const begins = later(day, 7)
  return {
    title: `Lettera di assunzione – ${person.surname} ${person.name}`,
    name: `Contratto di lavoro - ${person.surname} ${person.name}.pdf`,
    day,
    write(pen) {
      pen.heading('LETTERA DI ASSUNZIONE – CONTRATTO DI LAVORO')
      pen.paragraph(`${cooperative}\n${seat}\nMilano, ${longDay(day)}. Protocollo interno ${number + 210}/2026.`)
      pen.paragraph(
        `Gentile ${person.name} ${person.surname}, nata/o il ${person.born}, codice fiscale ${person.codiceFiscale},`,
      )
      pen.paragraph(
        `Le confermiamo l’assunzione come ${person.job} presso ${person.facility}, a tempo ${chance.pick(['indeterminato', 'determinato fino al 31 dicembre 2026'])}, dal ${longDay(begins)}.`,
      )
      const points = [
        [
          'Inquadramento',
          `livello ${chance.pick(['B1', 'C1', 'C2', 'D1', 'D2'])} del CCNL per le lavoratrici e i lavoratori delle cooperative sociali.`,
        ],
        [
          'Orario',
          `${chance.pick(['38', '30', '24', '20'])} ore settimanali, distribuite secondo i turni della struttura.`,
        ],
        [
          'Periodo di prova',
          `${chance.pick(['30', '60', '90'])} giorni di effettivo lavoro, durante i quali ciascuna parte può recedere senza preavviso.`,
        ],
        [
          'Retribuzione',
          `${euro(chance.whole(110_000, 178_000))} lordi mensili per tredici mensilità, secondo le tabelle in vigore.`,
        ],
        [
          'Riservatezza',
          'Lei è tenuta/o al segreto su tutto ciò che riguarda le persone accolte e le loro famiglie, anche dopo la fine del rapporto.',
        ],
        [
          'Sicurezza',
          'Prima dell’inizio riceverà la formazione prevista dall’art. 37 del D.Lgs. 81/2008 e l’idoneità del medico competente.',
        ],
        [
          'Documenti',
          'Alla firma consegna: documento d’identità, titolo di studio, certificato del casellario dove la legge lo chiede.',
        ],
        [
          'Rapporto associativo',
          'La presente non riguarda il rapporto associativo: l’eventuale domanda di ammissione a socio segue lo statuto e il regolamento interno.',
        ],
      ] as const
      for (const [at, [name, text]] of points.entries()) {
        pen.paragraph(
          `${at + 1}. ${name}. ${text} Ogni modifica è concordata per iscritto e una copia è conservata nel fascicolo del personale.`,
        )
      }
      pen.newPage()
      pen.heading('Dichiarazioni e firme')
      pen.paragraph(
        'La lavoratrice o il lavoratore dichiara di avere ricevuto copia del contratto collettivo, del regolamento interno, dell’informativa sul trattamento dei dati personali e delle istruzioni per chi è autorizzato a trattarli.',
      )
      pen.paragraph('Per la cooperativa, la direzione ____________________\nPer accettazione ____________________')
    },
  }
}

const courses = [
  'Rischio medio, art. 37 D.Lgs. 81/2008',
  'Primo soccorso, gruppo B',
  'Antincendio, livello 2',
  'Movimentazione dei carichi e delle persone',
  'HACCP per addetti alla cucina',
] as const

export const attestato: Kind = (chance, number) => {
  const person = demoPerson(chance)
  const day = dayOf(chance)
  const course = chance.pick(courses)
  return {
    title: `Attestato di frequenza – ${course} – ${person.surname}`,
    name: `ATTESTATO ${person.surname} ${course.split(',')[0]}.pdf`,
    day,
    write(pen) {
      pen.heading('ATTESTATO DI FREQUENZA')
      pen.paragraph('Ente di formazione Quercia Verde (inventato) – accreditamento n. 0000')
      pen.paragraph(
        `Si attesta che ${person.name} ${person.surname}, nata/o il ${person.born}, codice fiscale ${person.codiceFiscale}, ha frequentato il corso «${course}», ai sensi dell’Accordo Stato-Regioni, per ${chance.pick(['4', '8', '12', '16'])} ore.`,
      )
      pen.field('Data di fine corso', shortDay(day))
      pen.field('Verifica finale', 'superata')
      pen.field('Numero dell’attestato', `QV-${2600 + number}`)
      pen.paragraph('Il responsabile del progetto formativo ____________________')
    },
  }
}
