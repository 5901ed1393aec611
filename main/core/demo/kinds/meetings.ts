/** Papers of the cooperative's meetings: convocations and minutes. */
import { cooperative, dayOf, euro, type Kind, later, longDay, seat } from '../kind.ts'
import { demoPerson, facilities } from '../people.ts'

const agenda = [
  'Comunicazioni della presidenza',
  'Approvazione del bilancio d’esercizio al 31 dicembre 2025 e della nota integrativa',
  'Destinazione dell’utile e ristorni ai soci lavoratori',
  'Presentazione del bilancio sociale',
  'Regolamento per l’uso delle postazioni condivise',
  'Varie ed eventuali',
] as const

export const convocazione: Kind = (chance) => {
  const day = dayOf(chance, 3, 5)
  const first = later(day, 20)
  return {
    title: `Convocazione dell’assemblea ordinaria dei soci – ${longDay(first)}`,
    name: 'Convocazione assemblea soci.pdf',
    day,
    write(pen) {
      pen.heading('CONVOCAZIONE DELL’ASSEMBLEA ORDINARIA DEI SOCI')
      pen.paragraph(`${cooperative}\n${seat}\nMilano, ${longDay(day)}. A tutte le socie e a tutti i soci.`)
      pen.paragraph(
        `È convocata l’assemblea ordinaria in prima convocazione il ${longDay(first)} alle ore 6:00 e, occorrendo, in seconda convocazione il ${longDay(later(first, 1))} alle ore 17:30, presso il salone di ${chance.pick(facilities)}, con il seguente ordine del giorno:`,
      )
      for (const [at, point] of agenda.entries()) pen.paragraph(`${at + 1}. ${point}`)
      pen.paragraph(
        'Hanno diritto di voto le socie e i soci iscritti nel libro soci da almeno novanta giorni. Chi non può venire può farsi rappresentare con delega scritta da un’altra socia o da un altro socio, nei limiti dello statuto.',
      )
      pen.paragraph('La presidente ____________________')
    },
  }
}

export const verbaleAssemblea: Kind = (chance, number) => {
  const day = dayOf(chance, 4, 6)
  const president = demoPerson(chance)
  const secretary = demoPerson(chance)
  const present = chance.whole(120, 190)
  const proxies = chance.whole(50, 80)
  return {
    title: `Verbale di assemblea ordinaria – ${longDay(day)}`,
    name: `Verbale assemblea ${day.getUTCFullYear()} n. ${number}.pdf`,
    day,
    write(pen) {
      pen.heading('VERBALE DI ASSEMBLEA ORDINARIA')
      pen.paragraph(
        `L’anno 2026, il giorno ${longDay(day)}, alle ore 17:30, in seconda convocazione, si è riunita l’assemblea dei soci di ${cooperative}. Presiede ${president.name} ${president.surname}; verbalizza ${secretary.name} ${secretary.surname}.`,
      )
      pen.paragraph(
        `La presidente constata che sono presenti ${present} soci in proprio e ${proxies} per delega, su 600 iscritti, e dichiara l’assemblea validamente costituita e atta a deliberare. ORDINE DEL GIORNO:`,
      )
      for (const [at, point] of agenda.entries()) pen.paragraph(`${at + 1}. ${point}`)
      for (const point of agenda) {
        const against = chance.whole(0, 6)
        pen.heading(point)
        pen.paragraph(
          `Illustra il punto ${president.name} ${president.surname}. Intervengono tre soci, che chiedono chiarimenti sui turni, sui costi di ${chance.pick(facilities)} e sulle ricadute per chi lavora a tempo parziale; la direzione risponde richiamando la relazione agli atti.`,
        )
        pen.paragraph(
          `Dopo ampia discussione, con ${present + proxies - against} voti favorevoli, ${against} contrari e nessun astenuto, l’assemblea approva. L’importo di riferimento è di ${euro(chance.whole(100_000, 9_000_000))}. Si dà mandato al consiglio di amministrazione di curare gli adempimenti e di riferirne alla prossima riunione.`,
        )
      }
      pen.paragraph(
        'Null’altro essendovi da deliberare, alle ore 19:40 si scioglie la seduta. Letto, approvato e sottoscritto.',
      )
      pen.paragraph('La presidente ____________________        La segretaria ____________________')
    },
  }
}

export const verbaleConsiglio: Kind = (chance, number) => {
  const day = dayOf(chance)
  const candidates = Array.from({ length: chance.whole(2, 4) }, () => demoPerson(chance))
  return {
    title: `Verbale del consiglio di amministrazione n. ${number} – ${longDay(day)}`,
    name: `Verbale CdA ${number}.pdf`,
    day,
    write(pen) {
      pen.heading(`VERBALE DEL CONSIGLIO DI AMMINISTRAZIONE N. ${number}`)
      pen.paragraph(
        `L’anno 2026, il giorno ${longDay(day)}, alle ore 14:30, presso la sede, si è riunito il consiglio. ORDINE DEL GIORNO: 1. domande di ammissione a socio; 2. partecipazione a gare; 3. varie.`,
      )
      for (const one of candidates) {
        pen.paragraph(
          `${one.surname} ${one.name}, codice fiscale ${one.codiceFiscale}, ${one.job} presso ${one.facility}, chiede di essere ammessa/o come socia/o lavoratrice/lavoratore e sottoscrive una quota di ${euro(25_000)}. Il consiglio, verificati i requisiti dello statuto, delibera l’ammissione e dispone l’annotazione nel libro soci.`,
        )
      }
      pen.paragraph(
        `Sul punto 2 il consiglio autorizza la direzione a partecipare alla gara per un servizio analogo a ${chance.pick(facilities)}. Alle ore 16:10 si scioglie la seduta.`,
      )
    },
  }
}
