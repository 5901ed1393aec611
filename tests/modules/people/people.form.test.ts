import { expect, test } from 'vitest'
import * as z from 'zod'
import { login, office, personName, pinDigits as pinOfContract, terminal } from '#contract/door.contract.ts'
import { minutesFrom } from '#renderer/modules/people/machines/minutes.ts'
import { faultsOf, type PersonField, type PersonText } from '#renderer/modules/people/newPerson/personText.ts'
import { isPin } from '#renderer/modules/people/profile/pin.ts'
import { pinDigits } from '#renderer/modules/door/pin.ts'

const good: PersonText = { name: 'Chiara D’Arvegni', login: 'chiara', office: 'Paghe' }
const fields = ['name', 'login', 'office'] as const satisfies readonly PersonField[]
const schema = z.object({ name: personName, login, office })

test.each(fields)('the form of a new person lets through as much as the contract: %s', (field) => {
  const texts = [...Array.from({ length: 201 }, (_, length) => 'a'.repeat(length)), ' ', ` ${good[field]} `]
  const form = texts.filter((text) => Object.keys(faultsOf({ ...good, [field]: text })).length === 0)
  const contract = texts.filter((text) => schema.safeParse({ ...good, [field]: text }).success)
  expect(contract.length).toBeGreaterThan(2)
  expect(contract).not.toContain('a'.repeat(200))
  expect(form).toEqual(contract)
})

test('the minutes before the lock are those that the contract takes, written as whole numbers', () => {
  const numbers = Array.from({ length: 300 }, (_, number) => number)
  const taken = numbers.filter((idleMinutes) => terminal.shape.idleMinutes.safeParse(idleMinutes).success)
  expect(numbers.filter((number) => minutesFrom(String(number)) === number && number > 0)).toEqual(taken)
  expect(['', ' ', '1,5', '-3', '1e2', 'dieci', '9999'].map(minutesFrom)).toEqual(Array(7).fill(null))
  expect(minutesFrom(' 10 ')).toBe(10)
})

test('a PIN has as many digits as the contract says, at the door and on the own page', () => {
  expect(pinDigits).toBe(pinOfContract)
  const texts = ['', '12345', '123456', '1234567', '12345a', '١٢٣٤٥٦', ' 12345']
  expect(texts.filter(isPin)).toEqual(['123456'])
})
