import { expect, test } from 'vitest'
import { type Founding, founding, leastPassword } from '#contract/door.contract.ts'
import { faultsOf, type FoundingField, type FoundingText } from '#renderer/modules/door/foundingForm.ts'
import { leastPassword as leastInForm } from '#renderer/ui/NewPassword.tsx'

const good: FoundingText = {
  organisation: 'Cooperativa Sociale Il Tiglio',
  machine: 'pc-di-prova',
  name: 'Ada Bianchi',
  office: 'Direzione',
  login: 'ada',
}
const fields = ['organisation', 'machine', 'name', 'office', 'login'] as const satisfies readonly (keyof Founding)[]

/** What of `texts`, written in `field`, each side lets through. */
const passing = (field: FoundingField, texts: readonly string[]) => ({
  contract: texts.filter((text) => founding.safeParse({ ...good, [field]: text, password: 'una frase lunga' }).success),
  form: texts.filter((text) => Object.keys(faultsOf({ ...good, [field]: text })).length === 0),
})

test('the form asks for a password as long as the contract does', () => {
  expect(leastInForm).toBe(leastPassword)
})

test.each(fields)('the form lets through as much as the contract: %s', (field) => {
  const texts = Array.from({ length: 301 }, (_, length) => 'a'.repeat(length))
  const { form, contract } = passing(field, [...texts, ' ', ` ${good[field]} `])
  expect(contract.length).toBeGreaterThan(2)
  expect(contract).not.toContain(texts.at(-1))
  expect(form).toEqual(contract)
})

test('the form and the contract take the same signs in a login, at its start and after it', () => {
  const signs = Array.from({ length: 0x180 }, (_, code) => String.fromCodePoint(code))
  const { form, contract } = passing(
    'login',
    signs.flatMap((sign) => [`${sign}da`, `a${sign}a`]),
  )
  expect(contract).toEqual(expect.arrayContaining(['ada', 'a.a', '0da']))
  expect(contract).not.toContain('.da')
  expect(form).toEqual(contract)
})
