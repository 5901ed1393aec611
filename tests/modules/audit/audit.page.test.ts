import { expect, test } from 'vitest'
import { auditKinds } from '#contract/audit.contract.ts'
import { questionFrom, requestFrom } from '#renderer/modules/audit/address.ts'
import { dayAfter, dayStart } from '#renderer/modules/audit/day.ts'
import { roleChangeFrom, terminalFrom } from '#renderer/modules/audit/entry.ts'
import { subjects } from '#renderer/modules/audit/subjects.ts'

test('every kind of entry belongs to one subject that can be asked for', () => {
  expect(Object.values(subjects).flat().sort()).toEqual([...auditKinds].sort())
})

test.each([
  ['2026-01-15', '2026-01-14T23:00Z'],
  ['2026-07-15', '2026-07-14T22:00Z'],
  // The clocks go forward at two, and back at three: the day had begun before.
  ['2026-03-29', '2026-03-28T23:00Z'],
  ['2026-03-30', '2026-03-29T22:00Z'],
  ['2026-10-25', '2026-10-24T22:00Z'],
  ['2026-10-26', '2026-10-25T23:00Z'],
])('a day begins at midnight in Rome: %s', (day, moment) => {
  expect(new Date(dayStart(day)).toISOString().replace(':00.000Z', 'Z')).toBe(moment)
})

test('a period ends before the day after its last one', () => {
  expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  const question = questionFrom(new URLSearchParams('dal=2026-03-29&al=2026-03-29'))
  expect(requestFrom(question)).toEqual({ kinds: [], from: dayStart('2026-03-29'), until: dayStart('2026-03-30') })
})

test('an address written by hand asks for what makes sense in it', () => {
  const wild = new URLSearchParams('che=niente&chi=io&computer=questo&dal=ieri&al=2026-02-30&pagina=-4')
  expect(questionFrom(wild)).toEqual({ subject: null, person: null, machine: null, from: null, until: null, page: 0 })
  expect(questionFrom(new URLSearchParams('che=exports&pagina=3'))).toMatchObject({ subject: 'exports', page: 2 })
})

test('somebody and a machine are asked for by their ids', () => {
  const [person, machine] = ['0198c0de-0000-7000-8000-000000000001', '0198c0de-0000-7000-8000-000000000002']
  const question = questionFrom(new URLSearchParams({ chi: person, computer: machine }))
  expect(requestFrom(question)).toEqual({ kinds: [], person, device: machine })
})

test('roles and settings are read out of the words of an entry, and nothing else', () => {
  expect(roleChangeFrom('+hr -payroll +king')).toEqual({ given: ['hr'], taken: ['payroll'] })
  expect(roleChangeFrom('')).toEqual({ given: [], taken: [] })
  expect(terminalFrom('idle 10 hot-desk space paghe')).toEqual({ minutes: 10, isHotDesk: true, space: 'paghe' })
  expect(terminalFrom('idle 5')).toEqual({ minutes: 5, isHotDesk: false, space: null })
})
