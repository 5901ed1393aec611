/** The words of an entry that are more than its kind. */
import type { Contract } from '#contract/index.ts'
import { type Role, roleNames } from '#contract/permissions.ts'

export interface RoleChange {
  given: Role[]
  taken: Role[]
}

const isRole = (text: string): text is Role => roleNames.some((role) => role === text)

/** Reads `+hr -payroll`; a word that is no role is left out. */
export function roleChangeFrom(what: string): RoleChange {
  const words = what.split(/\s+/)
  const after = (sign: string) =>
    words
      .filter((word) => word.startsWith(sign))
      .map((word) => word.slice(1))
      .filter(isRole)
  return { given: after('+'), taken: after('-') }
}

export interface TerminalWords {
  minutes: number | null
  isHotDesk: boolean
  /** Where new papers start; null in an entry of before this was said. */
  space: string | null
}

/** Reads `idle 10 hot-desk space paghe`. */
export function terminalFrom(what: string): TerminalWords {
  const minutes = /\bidle (\d+)/.exec(what)?.[1]
  const space = /\bspace (\S+)/.exec(what)?.[1] ?? null
  return { minutes: minutes === undefined ? null : Number(minutes), isHotDesk: /\bhot-desk\b/.test(what), space }
}

/** The text of a procedure, by noun and verb. */
export type ProcedureKey = { [N in keyof Contract]: `procedures:${N}.${keyof Contract[N] & string}` }[keyof Contract]

const ways = ['password', 'pin', 'code', 'sheet'] as const

/** How somebody signed in, or tried to; null for another word. */
export const wayFrom = (what: string): (typeof ways)[number] | null => ways.find((way) => way === what) ?? null
