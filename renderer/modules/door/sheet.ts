/** The recovery sheet: shown once, right after the founding or when a new one is made, and never again. */
import { lettersOf } from '#contract/letters.ts'

export interface Sheet {
  organisation: string
  login: string
  /** UTC milliseconds. */
  madeAt: number
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

/** What somebody read back: `place` counts from 0. */
export interface GivenGroup {
  place: number
  group: string
}

/** As somebody copies it by hand, by the rule of the core. */
export const sameGroup = (typed: string, printed: string): boolean => lettersOf(typed) === printed
