/** From an error to the sentence that a person reads: codes cross the door, sentences are kept here. */
import { ORPCError } from '@orpc/client'
import type { RefusalCode } from '#contract/errors.ts'
import { momentText, numberText, sizeText } from './formats.ts'
import { NoAnswer } from './guards.ts'
import { errorText } from './i18n.ts'
import { refusalCodes } from './refusalCodes.ts'

const isRefusalCode = (code: string): code is RefusalCode => refusalCodes.has(code)

/** The refusal that an error carries, or null when it is none. */
export const refusalOf = (error: unknown): RefusalCode | null =>
  error instanceof ORPCError && isRefusalCode(error.code) ? error.code : null

function dataOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof ORPCError)) return {}
  const data: unknown = error.data
  return typeof data === 'object' && data !== null ? { ...data } : {}
}

/** What a refusal tells besides its code, when it is a number: `refusedNumber(error, 'waitMs')`. */
export function refusedNumber(error: unknown, key: string): number | null {
  const value = dataOf(error)[key]
  return typeof value === 'number' ? value : null
}

/** Numbers in a refusal, as its sentence wants them: `{{seconds}}`, `{{size}}`, `{{least}}`, `{{most}}`. */
function valuesOf(error: unknown): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [key, value] of Object.entries(dataOf(error))) {
    if (key === 'waitMs' && typeof value === 'number') values['seconds'] = numberText(Math.ceil(value / 1000))
    else if (key === 'mostBytes' && typeof value === 'number') values['size'] = sizeText(value)
    else if (key === 'at' && typeof value === 'number') values['when'] = momentText(value)
    else if (key === 'by') values['who'] = typeof value === 'string' && value ? value : errorText('ui:errors.somebody')
    else if (typeof value === 'number') values[key] = numberText(value)
    else if (typeof value === 'string') values[key] = value
  }
  return values
}

/** The number under which the core or the page logged an error that nobody foresaw; null for refusals. */
export function numberOf(error: unknown): string | null {
  const number = dataOf(error)['number']
  return typeof number === 'string' ? number : null
}

/** Beside a broken archive: where its newest copy lies, and how that is taken back. */
function copyText(error: unknown): string {
  const { backup } = dataOf(error)
  if (typeof backup !== 'string') return ''
  return ` ${errorText(backup.endsWith('.db') ? 'ui:errors.damagedOldCopy' : 'ui:errors.damagedCopy', { backup })}`
}

/** The sentence for any error. Everything unforeseen says what is safe, and its number when it has one. */
export function sentenceOf(error: unknown): string {
  if (error instanceof NoAnswer) return errorText('ui:errors.noAnswer')
  const code = refusalOf(error)
  if (code === 'database-damaged') return errorText('refusals:database-damaged', valuesOf(error)) + copyText(error)
  if (code) return errorText(`refusals:${code}`, valuesOf(error))
  const number = numberOf(error)
  return number ? errorText('ui:errors.numbered', { number }) : errorText('ui:errors.unknown')
}
