/** Formats that were written once are read for ever: the vectors were made once and are never made again. */
import { describe, expect, test } from 'vitest'
import { judge } from '#core/identity/directory.rules.ts'
import { openDeviceKeys } from '#core/identity/deviceKeys.ts'
import { openFromDrawer } from '#core/identity/drawer.ts'
import { boxPair, type KeyPair, signPair } from '#core/identity/secrets.ts'
import { openRing } from '#core/identity/spaceKeys.ts'
import { signStatement, type Statement, statementBody } from '#core/identity/statements.rules.ts'
import spaces from '../fixtures/identity/spaces-1.json' with { type: 'json' }
import vector from '../fixtures/identity/statements-2.json' with { type: 'json' }

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')
const box = (seed: string): KeyPair => boxPair(bytes(seed))
const directory = judge(vector.statements, vector.root)

describe('statements of format 2', () => {
  test('say what they said', () => {
    const { organisation, people, devices, refused } = directory
    expect(organisation).toMatchObject({ name: 'Cooperativa di prova', root: vector.root })
    expect(organisation?.formerRecoveries).toHaveLength(1)
    expect(
      [...people.values()].map(({ login, state, roles, givenRoles }) => [login, state, roles, givenRoles]),
    ).toEqual([
      ['ada', 'active', ['administrator'], ['administrator']],
      ['bob', 'revoked', [], ['payroll']],
    ])
    expect([...devices.values()].map(({ name, state }) => [name, state])).toEqual([
      ['Tavolo 1', 'active'],
      ['Tablet', 'revoked'],
    ])
    expect(refused).toEqual([])
  })

  test('are of every kind there is', () => {
    const kinds = new Set(vector.statements.map(({ body }) => (JSON.parse(body) as { kind: string }).kind))
    expect([...kinds].sort()).toEqual(statementBody.options.map(({ shape }) => shape.kind.value).sort())
  })

  test('get the same name and signature when the same key signs the same words', () => {
    const root = signPair(bytes(vector.rootSeed))
    const byRoot: Statement[] = vector.statements.filter(({ signer }) => signer === vector.root)
    expect(byRoot.length).toBe(3)
    for (const statement of byRoot) {
      expect(signStatement(statementBody.parse(JSON.parse(statement.body)), root)).toEqual(statement)
    }
  })
})

describe('keys of spaces of format 1', () => {
  test('open from their grants, for the device and for the sheet', () => {
    for (const seed of [spaces.deviceBoxSeed, spaces.recoveryBoxSeed]) {
      const opened = openRing(directory, box(seed)).epochs('paghe')
      expect(opened.map(({ epoch, key, secret }) => [epoch, key, secret.toString('hex')])).toEqual(
        spaces.paghe.map(({ epoch, key, secret }) => [epoch, key, secret]),
      )
    }
  })

  test('give the same key for each purpose', () => {
    const ring = openRing(directory, box(spaces.deviceBoxSeed))
    for (const { key, segment, blob, name } of spaces.paghe) {
      const derived = (['segment', 'blob', 'name'] as const).map((purpose) =>
        ring.derive(key, purpose)?.toString('hex'),
      )
      expect(derived).toEqual([segment, blob, name])
    }
  })

  test('open letters', () => {
    const ring = openRing(directory, box(spaces.deviceBoxSeed))
    expect(ring.open(bytes(spaces.letterToPaghe))?.toString()).toBe(spaces.content)
    const drawer = openFromDrawer({ box: box(spaces.personBoxSeed) }, bytes(spaces.letterToDrawer))
    expect(drawer?.toString()).toBe(spaces.content)
  })
})

test('the seeds of a device of format 1 open with its key', () => {
  const { deviceKey, seeds, signPublic, boxPublic } = spaces.device
  const keys = openDeviceKeys({ id: 'x', name: 'x', seeds, signPublic, boxPublic }, bytes(deviceKey))
  expect([keys.sign, keys.box].map(({ publicKey }) => publicKey.toString('hex'))).toEqual([signPublic, boxPublic])
  const wrong = { id: 'x', name: 'x', seeds, signPublic: boxPublic, boxPublic }
  expect(() => openDeviceKeys(wrong, bytes(deviceKey))).toThrow('not those')
  expect(() => openDeviceKeys({ ...wrong, signPublic }, Buffer.alloc(32))).toThrow('do not open')
})
