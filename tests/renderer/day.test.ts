import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayFromText } from '#renderer/modules/documents/paper/day.ts'

it.each([
  ['31/12/2026', '2026-12-31'],
  ['31.12.26', '2026-12-31'],
  [' 1-5-2026 ', '2026-05-01'],
  ['29 02 2028', '2028-02-29'],
])('reads %s', (text, day) => {
  expect(dayFromText(text)).toBe(day)
})

it.each([
  '',
  'ieri',
  '31/02/2026',
  '29/02/2027',
  '0/1/2026',
  '1/13/2026',
  '2026-05-01',
  '1/5',
  '1/5/026',
  '1/5/2026 9:42',
])('takes «%s» for no day of the calendar', (text) => {
  expect(dayFromText(text)).toBeNull()
})

it('reads every day of the calendar, however it is parted', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.constantFrom('/', '.', '-', ' '), (date, part) => {
      const iso = date.toISOString().slice(0, 10)
      expect(dayFromText(iso.split('-').reverse().join(part))).toBe(iso)
    }),
  )
})
