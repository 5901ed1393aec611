import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxPair, type KeyPair, signPair } from '#core/identity/secrets.ts'
import {
  type Directory,
  judge,
  signStatement,
  type Statement,
  type StatementBody,
} from '#core/identity/statements.rules.ts'

const hex = (pair: KeyPair): string => pair.publicKey.toString('hex')
const keys = () => ({ sign: signPair(), box: boxPair() })

const org = 'org-1'
const root = signPair()
const foreignRoot = signPair()
const recovery = hex(boxPair())
const ada = keys()
const adaLater = keys()
const bob = keys()
const tablet = keys()

type Of<K extends StatementBody['kind']> = Partial<Extract<StatementBody, { kind: K }>>

const organisation = (signer: KeyPair, over: Of<'organisation'> = {}) =>
  signStatement({ kind: 'organisation', org, name: 'Prova', root: hex(signer), recovery, at: 100, ...over }, signer)
const person = (id: string, of: { sign: KeyPair; box: KeyPair }, at: number, signer = root, over: Of<'person'> = {}) =>
  signStatement(
    {
      kind: 'person',
      org,
      person: id,
      login: id,
      name: id,
      office: '',
      sign: hex(of.sign),
      box: hex(of.box),
      at,
      ...over,
    },
    signer,
  )
const administrator = (id: string, at: number, signer = root, over: Of<'role'> = {}) =>
  signStatement({ kind: 'role', org, person: id, role: 'administrator', at, ...over }, signer)
const device = (id: string, at: number, signer: KeyPair, over: Of<'device'> = {}) =>
  signStatement(
    { kind: 'device', org, device: id, name: id, sign: hex(tablet.sign), box: hex(tablet.box), at, ...over },
    signer,
  )

const founding = [organisation(root), person('ada', ada, 100), administrator('ada', 100), device('desk', 100, ada.sign)]
const said = (statements: readonly Statement[]) => judge(statements, hex(root))

/** A directory as plain values, to compare. */
const plain = (d: Directory) => ({ ...d, people: [...d.people].sort(), devices: [...d.devices].sort() })

/** Whatever is added to a sound directory must count for nothing. */
function expectRefused(added: Statement): void {
  const directory = said([...founding, added])
  expect(directory.refused).toEqual([added.id])
  expect({ ...plain(directory), refused: [] }).toEqual(plain(said(founding)))
}

describe('what is said soundly counts', () => {
  test('the founding gives an organisation, its administrator and their device', () => {
    const { organisation: found, people, devices, refused } = said(founding)
    expect(found).toEqual({ id: org, name: 'Prova', root: hex(root), recovery, foundedAt: 100 })
    expect(people.get('ada')).toMatchObject({ sign: hex(ada.sign), roles: ['administrator'], saidAt: 100 })
    expect([...devices.keys()]).toEqual(['desk'])
    expect(refused).toEqual([])
  })

  test('a person who was given new keys has them, and the devices they had named stay', () => {
    const directory = said([...founding, person('ada', adaLater, 200)])
    expect(directory.people.get('ada')).toMatchObject({ sign: hex(adaLater.sign), roles: ['administrator'] })
    expect([...directory.devices.keys()]).toEqual(['desk'])
    expect(directory.refused).toEqual([])
  })

  test('the same statement many times is said once', () => {
    expect(plain(said([...founding, ...founding, ...founding]))).toEqual(plain(said(founding)))
  })
})

describe('what counts for nothing', () => {
  test('people and roles that anybody but the root names', () => {
    expectRefused(person('bob', bob, 150, ada.sign))
    expectRefused(person('ada', bob, 150, bob.sign))
    expectRefused(administrator('bob', 150, ada.sign))
    expectRefused(organisation(bob.sign, { at: 50 }))
    expectRefused(organisation(foreignRoot, { root: hex(root), at: 50 }))
  })

  test('a role of somebody whom nobody named', () => expectRefused(administrator('ghost', 150)))

  test('a device that was not named by who was administrator then', () => {
    const withBob = [...founding, person('bob', bob, 120)]
    const unknown = device('tablet', 150, signPair())
    const byBob = device('tablet', 150, bob.sign)
    expect(said([...withBob, unknown, byBob]).refused).toEqual([unknown.id, byBob.id].sort())
    const before = device('tablet', 90, ada.sign)
    const byOldKey = device('tablet', 300, ada.sign)
    expect(said([...founding, person('ada', adaLater, 200), before, byOldKey]).refused).toEqual(
      [before.id, byOldKey.id].sort(),
    )
  })

  test('a device that was named before its namer became administrator', () => {
    const early = device('tablet', 130, bob.sign)
    expect(said([...founding, person('bob', bob, 120), administrator('bob', 140), early]).refused).toEqual([early.id])
  })

  test('statements of another organisation, also when our own keys signed them', () => {
    expectRefused(person('bob', bob, 150, root, { org: 'org-2' }))
    expectRefused(administrator('ada', 150, root, { org: 'org-2' }))
    expectRefused(device('tablet', 150, ada.sign, { org: 'org-2' }))
    expectRefused(organisation(root, { org: 'org-2', at: 150 }))
  })

  test('everything, where the root is another', () => {
    const directory = judge(founding, hex(foreignRoot))
    expect([directory.organisation, directory.people.size, directory.devices.size]).toEqual([null, 0, 0])
    expect(directory.refused).toHaveLength(founding.length)
  })

  test('a signature taken from one statement and put under another', () => {
    const [one, two] = [person('bob', bob, 150), person('bob', bob, 160)]
    expectRefused({ ...two, signature: one.signature })
  })

  test('a sound signature over what is no statement', () => {
    // The text is signed as it stands, so only a body that is none may fail.
    const made = signStatement({ kind: 'role', org, person: 'ada', role: 'administrator', at: 150 }, root)
    for (const body of ['', 'null', '[]', '{', '{"kind":"role"}', made.body.slice(1), `${made.body} `]) {
      expectRefused({ ...made, body })
    }
  })
})

const any = fc.record({
  id: fc.string(),
  body: fc.oneof(fc.string(), fc.json()),
  signature: fc.oneof(fc.string(), fc.constant('0'.repeat(128))),
  signer: fc.oneof(fc.string(), fc.constant(hex(root)), fc.constant('0'.repeat(64))),
  at: fc.oneof(fc.integer(), fc.double()),
})

describe('whatever comes', () => {
  test('judging never throws, and junk counts for nothing', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), fc.string(), (junk, otherRoot) => {
        expect(judge(junk, otherRoot).people.size).toBe(0)
        const { refused, ...rest } = plain(said([...junk, ...founding]))
        const { refused: _none, ...sound } = plain(said(founding))
        expect(rest).toEqual(sound)
        expect(refused).toEqual([...new Set(junk.map((one) => one.id))].sort())
      }),
      { numRuns: 200 },
    )
  })

  test('the order of arrival does not matter', () => {
    const rich = [
      ...founding,
      person('ada', adaLater, 200),
      person('bob', bob, 200),
      administrator('bob', 200),
      device('tablet', 200, bob.sign),
      device('tablet', 210, adaLater.sign, { name: 'renamed' }),
      organisation(root, { name: 'Nuovo nome', at: 300 }),
      device('late', 300, ada.sign),
      person('carl', bob, 200, bob.sign),
      organisation(root, { org: 'org-2', at: 400 }),
    ]
    const once = plain(said(rich))
    expect(once.refused).toHaveLength(3)
    fc.assert(
      fc.property(fc.shuffledSubarray(rich, { minLength: rich.length }), fc.subarray(rich), (shuffled, again) => {
        expect(plain(said([...shuffled, ...again]))).toEqual(once)
      }),
    )
  })

  test('a flipped bit anywhere is refused', () => {
    const places = founding.flatMap((statement, of) =>
      (['id', 'body', 'signature', 'signer', 'at'] as const).map((field) => ({
        of,
        field,
        length: Buffer.byteLength(String(statement[field])),
      })),
    )
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(), fc.nat(6), ({ of, field, length }, where, bit) => {
        const statement = founding[of]
        if (!statement) throw new Error('no such statement')
        const bytes = Buffer.from(String(statement[field]))
        bytes.writeUInt8(bytes.readUInt8(where % length) ^ (1 << bit), where % length)
        const flipped = { ...statement, [field]: field === 'at' ? Number(bytes.toString()) : bytes.toString() }
        const rest = founding.filter((_, i) => i !== of)
        const directory = said([...rest, flipped])
        expect(directory.refused).toContain(flipped.id)
        expect({ ...plain(directory), refused: [] }).toEqual({ ...plain(said(rest)), refused: [] })
      }),
      { numRuns: 1500 },
    )
  })
})
