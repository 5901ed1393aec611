/** From an error to the sentence that a person reads: codes cross the door, sentences are kept here. */
import { ORPCError } from '@orpc/client'
import i18next from 'i18next'
import type { RefusalCode } from '#contract/errors.ts'
import { numberText, sizeText } from './formats.ts'
import { NoAnswer } from './guards.ts'
import { first } from './languages/first.ts'

// A refusal without its sentence does not compile.
const sentences: Record<RefusalCode, string> = first.refusals

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(sentences, code)

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

/** The sentence for any error. Everything unforeseen says what is safe, and its number when it has one. */
export function sentenceOf(error: unknown): string {
  if (error instanceof NoAnswer) return i18next.t('ui:errors.noAnswer')
  const code = refusalOf(error)
  if (code) return i18next.t(`refusals:${code}`, { ...valuesOf(error), defaultValue: sentences[code] })
  const number = numberOf(error)
  return number ? i18next.t('ui:errors.numbered', { number }) : i18next.t('ui:errors.unknown')
}
