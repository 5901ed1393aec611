/** The audit as a table for a spreadsheet. */
import type { AuditKind } from '#contract/audit.contract.ts'
import { type Role, roleNames } from '#contract/permissions.ts'

/** The mark by which a spreadsheet knows UTF-8. */
export const mark = '\uFEFF'

/**
 * One field. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection): names
 * are written by people. Quotes are doubled (RFC 4180).
 */
function fieldOf(text: string): string {
  const safe = /^[\s]*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export interface DetailTexts {
  roles: Readonly<Record<Role, string>>
  /** Sentences with `{{roles}}` in them. */
  given: string
  taken: string
  /** What a procedure does, by noun and verb. */
  procedures: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Ways of signing in. */
  how: Readonly<Record<string, string>>
  /** What was exported. */
  exports: Readonly<Record<string, string>>
  terminal: { idle: string; hotDesk: string; space: string }
  /** Names of spaces. */
  spaces: Readonly<Record<string, string>>
}

/** A word that is known, in the words of the screen; another stays as it is. */
const known = (names: Readonly<Record<string, string>>, word: string): string =>
  Object.hasOwn(names, word) ? (names[word] ?? word) : word

/** `+hr -payroll` in the words of the screen; what is not a list of roles stays as it is. */
function roleText(what: string, { roles, given, taken }: DetailTexts): string {
  const words = what.split(' ')
  const rolesAfter = (sign: '+' | '-'): Role[] => roleNames.filter((role) => words.includes(sign + role))
  const [plus, minus] = [rolesAfter('+'), rolesAfter('-')]
  if (plus.length + minus.length !== words.length) return what
  const say = (sentence: string, which: readonly Role[]): string[] =>
    which.length > 0 ? [sentence.replace('{{roles}}', which.map((role) => roles[role]).join(', '))] : []
  return [...say(given, plus), ...say(taken, minus)].join(' ')
}

function procedureText(what: string, procedures: DetailTexts['procedures']): string {
  const [noun = '', verb = ''] = what.split('.')
  return Object.hasOwn(procedures, noun) && known(procedures[noun] ?? {}, verb) !== verb
    ? known(procedures[noun] ?? {}, verb)
    : what
}

/** `idle 10 hot-desk space paghe`: minutes before the lock, whether many share the terminal, where papers start. */
function terminalText(what: string, { terminal: { idle, hotDesk, space }, spaces }: DetailTexts): string {
  const minutes = /\bidle (\d+)/.exec(what)?.[1]
  if (minutes === undefined) return what
  const place = /\bspace (\S+)/.exec(what)?.[1]
  return [
    idle.replace('{{minutes}}', minutes),
    ...(/\bhot-desk\b/.test(what) ? [hotDesk] : []),
    ...(place === undefined ? [] : [space.replace('{{space}}', known(spaces, place))]),
  ].join(', ')
}

const wordings: Partial<Record<AuditKind, (what: string, texts: DetailTexts) => string>> = {
  refused: (what, { procedures }) => procedureText(what, procedures),
  'sign-in': (what, { how }) => known(how, what),
  'wrong-try': (what, { how }) => known(how, what),
  'code-wrong': (what, { how }) => known(how, what),
  exported: (what, { exports }) => known(exports, what),
  'terminal-changed': terminalText,
}

/** What an entry tells beside its kind, in the words of the screen; a word that has none stays as it is. */
export const detailText = (kind: AuditKind, what: string, texts: DetailTexts): string =>
  (wordings[kind] ?? roleText)(what, texts)

/** One line, with `;` between the columns: where the comma is for decimals, spreadsheets expect it. */
export const lineOf = (fields: readonly string[]): string => `${fields.map(fieldOf).join(';')}\r\n`

/** A moment as people here write it, in the time of Rome: `2026-05-04 10:00:00` sorts as text too. */
const romeTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  dateStyle: 'short',
  timeStyle: 'medium',
})
export const momentText = (at: number): string => romeTime.format(at)
