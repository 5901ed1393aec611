import { beforeAll, expect, it, vi } from 'vitest'
import { bringTexts, errorText, speak, spokenLanguage } from '#renderer/lib/i18n.ts'

const page = { documentElement: { lang: 'it' } }
beforeAll(() => void vi.stubGlobal('document', page))

it('a refusal whose sentence is not there yet has a general one', async () => {
  const general = errorText('ui:errors.unknown')
  expect(errorText('refusals:busy')).toBe(general)
  await bringTexts('refusals')
  expect(errorText('refusals:busy')).not.toBe(general)
})

it('of two languages asked for in a row the later one is spoken, though its texts are there first', async () => {
  await Promise.all([speak('en'), speak('it')])
  expect(spokenLanguage()).toBe('it')
})

it('the language is spoken once its texts are there, and the page says so', async () => {
  const italian = errorText('ui:errors.noAnswer')
  const spoken = speak('en')
  expect(spokenLanguage()).toBe('it')
  await spoken
  expect(page.documentElement.lang).toBe('en')
  expect(errorText('ui:errors.noAnswer')).not.toBe(italian)
  expect(errorText('refusals:busy')).not.toBe(errorText('ui:errors.unknown'))
})
