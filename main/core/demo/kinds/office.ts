/** Papers of the office: invoices, certified mail, regularity certificates, tenders. */
import { cooperative, dayOf, euro, type Kind, later, longDay, seat, shortDay } from '../kind.ts'
import { demoPerson, facilities } from '../people.ts'

const suppliers = [
  'Cartoleria Il Pennino s.r.l.',
  'Forniture Lombarde Nuvola s.p.a.',
  'Lavanderia Bianca Neve s.n.c.',
  'Pasti Buoni soc. coop.',
  'Officina del Mezzo Aldo Pistoni',
] as const
const goods = [
  'Guanti monouso in nitrile, confezione da 100',
  'Pasti veicolati',
  'Carta A4, risma',
  'Lavaggio biancheria piana, kg',
  'Tagliando e cambio gomme',
  'Pannolini misura M',
  'Detergente per pavimenti, 5 l',
  'Canone assistenza stampante',
] as const

export const fattura: Kind = (chance, number) => {
  const supplier = chance.pick(suppliers)
  const day = dayOf(chance)
  let net = 0
  const rows = Array.from({ length: chance.whole(3, 6) }, () => {
    const pieces = chance.whole(1, 60)
    const cents = chance.whole(180, 4900)
    net += pieces * cents
    return [chance.pick(goods), String(pieces), euro(cents), euro(pieces * cents)]
  })
  const tax = Math.round(net * 0.22)
  const due = later(day, 30)
  return {
    title: `Fattura ${number + 100}/2026 – ${supplier}`,
    name: `fattura_${number + 100}_2026.pdf`,
    day,
    write(pen) {
      pen.heading(`FATTURA n. ${number + 100}/2026 del ${shortDay(day)}`)
      pen.field('Fornitore', `${supplier}, P.IVA 0987654${String(1000 + number).slice(-4)}`)
      pen.field('Cliente', `${cooperative}, ${seat}`)
      pen.field('Destinazione', chance.pick(facilities))
      pen.gap()
      pen.table(['Descrizione', 'Quantità', 'Prezzo', 'Importo'], rows, [4, 1, 1.3, 1.5])
      pen.field('Imponibile', euro(net))
      pen.field('IVA 22 %', euro(tax))
      pen.field('Totale da pagare', euro(net + tax))
      pen.field('Scadenza', `${shortDay(due)} · bonifico, IBAN IT00 X000 0000 0000 0000 0000 000`)
      pen.paragraph('Copia di cortesia priva di valore fiscale: l’originale è trasmesso al Sistema di Interscambio.')
    },
  }
}

const towns = ['Borgo Alto', 'San Colombano al Ponte', 'Pieve Nuova', 'Castelmoro', 'Villa Serena'] as const
const subjects = [
  'contratto del servizio scuola',
  'richiesta di documenti per la verifica dei requisiti',
  'convocazione del tavolo tecnico',
  'proroga del servizio di assistenza domiciliare',
  'sopralluogo presso la struttura',
] as const

export const pec: Kind = (chance, number) => {
  const town = chance.pick(towns)
  const subject = chance.pick(subjects)
  const day = dayOf(chance)
  const writer = demoPerson(chance)
  const code = `B${chance.whole(10, 99)}C${chance.whole(100000, 999999)}`
  return {
    title: `PEC del Comune di ${town} – ${subject}`,
    name: `PEC Comune di ${town} - ${subject}.pdf`,
    day,
    write(pen) {
      pen.heading('POSTA CERTIFICATA')
      pen.field('Da', `protocollo@pec.comune.${town.toLowerCase().replaceAll(/[^a-z]/g, '')}.example`)
      pen.field('A', 'campoesempio@pec.example')
      pen.field('Data', `${longDay(day)}, ore ${chance.whole(8, 17)}:${chance.whole(10, 59)}`)
      pen.field('Oggetto', `Prot. ${4000 + number}/2026 – ${subject}`)
      pen.gap()
      pen.paragraph('Spettabile cooperativa,')
      pen.paragraph(
        `con riferimento al CIG ${code}, si comunica quanto segue in merito a: ${subject}. Si chiede di dare riscontro entro il ${longDay(later(day, 15))}, con lo stesso mezzo, allegando la documentazione sottoscritta digitalmente dal legale rappresentante.`,
      )
      pen.paragraph(
        'Si ricorda che le comunicazioni inviate ad altri indirizzi non potranno essere prese in considerazione e che il termine è perentorio. Per chiarimenti è possibile scrivere all’ufficio servizi alla persona, dal lunedì al giovedì.',
      )
      pen.paragraph(`Distinti saluti.\nLa responsabile del servizio, ${writer.name} ${writer.surname}`)
    },
  }
}

export const durc: Kind = (chance, number) => {
  const day = dayOf(chance, 2)
  const valid = later(day, 120)
  const whose = chance.pick([cooperative, ...suppliers])
  return {
    title: `DURC – ${whose.split(' – ')[0]}`,
    name: `DURC_${shortDay(day).replaceAll('/', '-')}.pdf`,
    day,
    write(pen) {
      pen.heading('DURC ON LINE – REGOLARITÀ CONTRIBUTIVA')
      pen.field(
        'Numero protocollo',
        `INPS_${45_000_000 + number} · data richiesta ${shortDay(day)} · SCADENZA VALIDITÀ ${shortDay(valid)}`,
      )
      pen.field('Denominazione', whose)
      pen.field('Codice fiscale', '01234565008')
      pen.paragraph(
        'Con il presente documento si dichiara che il soggetto sopra identificato RISULTA REGOLARE nei confronti di: I.N.P.S., I.N.A.I.L.',
      )
      pen.paragraph(
        'Il documento ha validità di 120 giorni dalla data della verifica (art. 7 del D.M. 30 gennaio 2015).',
      )
    },
  }
}

export const bando: Kind = (chance) => {
  const town = chance.pick(towns)
  const facility = chance.pick(facilities)
  const day = dayOf(chance)
  const base = chance.whole(18_000_000, 96_000_000)
  const code = `B${chance.whole(10, 99)}D${chance.whole(100000, 999999)}`
  return {
    title: `Bando di gara – Comune di ${town} – servizio ${facility}`,
    name: `Bando e disciplinare Comune di ${town}.pdf`,
    day,
    write(pen) {
      pen.heading(`COMUNE DI ${town.toUpperCase()} – BANDO DI GARA E DISCIPLINARE`)
      pen.field('Stazione appaltante', `Comune di ${town}, settore servizi alla persona`)
      pen.field('Oggetto', `gestione di un servizio analogo a ${facility}, per 36 mesi`)
      pen.field('CIG', code)
      pen.field('Base d’asta', `${euro(base)} oltre IVA`)
      pen.field('Termine per la presentazione', `${longDay(later(day, 35))}, ore 12:00`)
      pen.gap()
      const articles = [
        'Oggetto e durata',
        'Requisiti di partecipazione',
        'Clausola sociale',
        'Offerta tecnica',
        'Offerta economica',
        'Criteri di aggiudicazione',
        'Commissione',
        'Garanzie',
        'Soccorso istruttorio',
        'Stipula del contratto',
        'Penali',
        'Trattamento dei dati',
      ] as const
      for (const [at, article] of articles.entries()) {
        pen.heading(`Art. ${at + 1} – ${article}`)
        for (let line = 0; line < 3; line += 1) {
          pen.paragraph(
            `${at + 1}.${line + 1} In materia di ${article.toLowerCase()}, il concorrente si attiene a quanto previsto dal codice dei contratti pubblici e dal presente disciplinare; la mancanza di un documento essenziale comporta l’esclusione, salvo il soccorso istruttorio. Il punteggio massimo attribuibile è di ${chance.whole(5, 30)} punti e la relazione non supera le ${chance.whole(10, 25)} facciate.`,
          )
        }
      }
    },
  }
}
