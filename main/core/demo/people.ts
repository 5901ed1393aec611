/** Invented people, made of syllables and never taken from a list of real ones, and the demo's facilities (domain.md §11). */
import type { Chance } from './chance.ts'

export interface DemoPerson {
  name: string
  surname: string
  born: string
  codiceFiscale: string
  facility: string
  job: string
}

const surnameStarts = [
  'Bel',
  'Cor',
  'Dar',
  'Fra',
  'Gal',
  'Lov',
  'Mar',
  'Nes',
  'Per',
  'Ron',
  'Sar',
  'Tor',
  'Val',
  'Zen',
] as const
const surnameMiddles = ['ta', 'vi', 'mo', 'le', 'ri', 'do', 'ghe', 'no'] as const
const surnameEnds = ['nelli', 'rato', 'setti', 'vano', 'ghini', 'zotti', 'milla', 'rò'] as const
const nameStarts = ['Ma', 'Lu', 'Gio', 'Te', 'Ni', 'Sa', 'E', 'Ro', 'Ada', 'Fio'] as const
const nameEnds = ['ralba', 'cilla', 'rina', 'nello', 'resio', 'viana', 'dora', 'berto', 'lmina', 'nilde'] as const

export const facilities = [
  'RSA Villa dei Tigli',
  'CSS Casa Girasole',
  'CDD Il Ponte',
  'Nido Le Coccinelle',
  'Servizio Scuola Sud',
  'SAD Adda',
  'Comunità Minori La Bussola',
  'Centro Psichiatrico Il Faro',
  'Verde & Pulito',
  'Centro Famiglie Ticino',
] as const
const jobs = [
  'ASA',
  'OSS',
  'educatrice professionale',
  'educatore',
  'infermiera',
  'operatrice dell’infanzia',
  'addetto al verde',
  'coordinatrice',
] as const

/** Letters of a surname or name for the codice fiscale: consonants, then vowels, then X (D.M. 23 December 1976). */
function threeLetters(text: string, isName: boolean): string {
  const letters = text
    .normalize('NFD')
    .replaceAll(/[^a-z]/gi, '')
    .toUpperCase()
  const consonants = letters.replaceAll(/[AEIOU]/g, '')
  const chosen = isName && consonants.length > 3 ? consonants.replace(/^(.)./, '$1') : consonants
  return `${chosen}${letters.replaceAll(/[^AEIOU]/g, '')}XXX`.slice(0, 3)
}

const oddValues = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
] as const

/** The check letter of the first fifteen characters (D.M. 23 December 1976). */
export function checkLetter(first15: string): string {
  let sum = 0
  for (const [at, one] of [...first15].entries()) {
    const value = /\d/.test(one) ? Number(one) : one.charCodeAt(0) - 65
    sum += at % 2 === 0 ? (oddValues[value] ?? 0) : value
  }
  return String.fromCharCode(65 + (sum % 26))
}

export function codiceFiscale(surname: string, name: string, year: number, month: number, day: number): string {
  const date = `${String(year % 100).padStart(2, '0')}${'ABCDEHLMPRST'[month - 1]}${String(day).padStart(2, '0')}`
  const first = `${threeLetters(surname, false)}${threeLetters(name, true)}${date}F205`
  return first + checkLetter(first)
}

export function demoPerson(chance: Chance): DemoPerson {
  const surname = chance.pick(surnameStarts) + chance.pick(surnameMiddles) + chance.pick(surnameEnds)
  const name = chance.pick(nameStarts) + chance.pick(nameEnds)
  const [year, month, day] = [chance.whole(1962, 2003), chance.whole(1, 12), chance.whole(1, 28)]
  return {
    name,
    surname,
    born: `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`,
    codiceFiscale: codiceFiscale(surname, name, year, month, day),
    facility: chance.pick(facilities),
    job: chance.pick(jobs),
  }
}
