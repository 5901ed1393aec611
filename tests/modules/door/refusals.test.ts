import type * as z from 'zod'
import { expect, test } from 'vitest'
import { refusals } from '#contract/errors.ts'
import en from '#resources/i18n/en/refusals.json' with { type: 'json' }
import it from '#resources/i18n/it/refusals.json' with { type: 'json' }

/** What a sentence may name of a refusal's data: milliseconds in seconds, bytes as a size, who and when in words. */
const told: Record<string, string> = { waitMs: 'seconds', mostBytes: 'size', by: 'who', at: 'when' }
const namesOf = (schema: z.ZodObject): string[] => Object.keys(schema.shape).map((key) => told[key] ?? key)
const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '')

test.each([
  ['it', it],
  ['en', en],
] as const)('every refusal has its sentence, and no sentence is left over (%s)', (_, sentences) => {
  expect(Object.keys(sentences).sort()).toEqual(Object.keys(refusals).sort())
  for (const [code, sentence] of Object.entries(sentences)) {
    expect([code, /^\S.{15,}[.]$/s.test(sentence)]).toEqual([code, true])
  }
})

test.each([
  ['it', it],
  ['en', en],
] as const)('a sentence names only what its refusal tells (%s)', (_, sentences) => {
  for (const [code, schema] of Object.entries(refusals)) {
    const sentence = new Map(Object.entries(sentences)).get(code) ?? ''
    const unknown = placeholders(sentence).filter((name) => !namesOf(schema).includes(name))
    expect([code, unknown]).toEqual([code, []])
  }
})

test('both languages name the same things', () => {
  const english = new Map(Object.entries(en))
  for (const [code, sentence] of Object.entries(it)) {
    expect([code, placeholders(english.get(code) ?? '').sort()]).toEqual([code, placeholders(sentence).sort()])
  }
})
