/** The recovery sheet: shown once, right after the founding, and never again. */
export interface Sheet {
  organisation: string
  login: string
  /** UTC milliseconds. */
  foundedAt: number
  /** Groups of characters joined by dashes, as they are printed. */
  recovery: string
  /** Of the organisation's root key; null when it could not be read (it stands in Amministrazione too). */
  fingerprint: string | null
}

export const groupsOf = (recovery: string): readonly string[] => recovery.split('-')

/** Two different places among `count`, by two numbers drawn from 0 to 1. */
export function pickTwo(count: number, first: number, second: number): readonly [number, number] {
  const one = Math.min(Math.floor(first * count), count - 1)
  const other = Math.min(Math.floor(second * (count - 1)), count - 2)
  const two = other >= one ? other + 1 : other
  return one < two ? [one, two] : [two, one]
}

/** As somebody copies it by hand: case does not matter, and what is never printed means its look-alike. */
export const sameGroup = (typed: string, printed: string): boolean =>
  typed.trim().toUpperCase().replaceAll('0', 'O').replaceAll('1', 'I').replaceAll('8', 'B') === printed
