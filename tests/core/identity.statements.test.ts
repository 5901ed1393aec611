import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RefusedReason } from '#core/identity/directory.rules.ts'
import { sign } from '#core/identity/secrets.ts'
import { hash } from '#core/identity/secrets.ts'
import type { Statement } from '#core/identity/statements.rules.ts'
import {
  administrator,
  device,
  founded,
  hex,
  judged,
  newKeys,
  organisation,
  person,
  plain,
  say,
  suspended,
} from './identityWords.ts'

const root = newKeys()
const { statements: people, keys, head } = founded(root, ['ada'])
const { ada } = keys
const [adaLater, bob, tablet, otherRoot] = [newKeys(), newKeys(), newKeys(), newKeys()]
const desk = say(ada, head, device('desk', tablet))
const founding = [...people, desk]
const said = (statements: readonly Statement[]) => judged(root, statements)

/** Whatever is added to a sound directory must count for nothing. */
function expectRefused(added: Statement, reason: RefusedReason): void {
  const directory = said([...founding, added])
  expect(directory.refused).toEqual([{ id: added.id, reason }])
  expect({ ...plain(directory), refused: [], missing: [] }).toEqual(plain(said(founding)))
}

describe('what is said soundly counts', () => {
  test('the founding gives an organisation, its administrator and their device', () => {
    const { organisation: found, people: known, devices, refused } = said(founding)
    expect(found).toMatchObject({ id: 'org-1', name: 'Prova', root: hex(root.sign), recovery: hex(root.box) })
    expect(known.get('ada')).toMatchObject({ sign: hex(ada.sign), roles: ['administrator'], state: 'active' })
    expect([...devices.keys()]).toEqual(['desk'])
    expect(refused).toEqual([])
  })

  test('a person who was given new keys has them, and the devices they had named stay', () => {
    const directory = said([...founding, say(root, [desk], person('ada', adaLater))])
    expect(directory.people.get('ada')).toMatchObject({ sign: hex(adaLater.sign), roles: ['administrator'] })
    expect([...directory.devices.keys()]).toEqual(['desk'])
    expect(directory.refused).toEqual([])
  })

  test('an administrator names people, makes them administrators, and these name devices', () => {
    const named = say(ada, [desk], person('bob', bob))
    const made = say(ada, [named], administrator('bob'))
    const tabletOf = say(bob, [made], device('tablet', newKeys()))
    const directory = said([...founding, named, made, tabletOf])
    expect(directory.people.get('bob')?.roles).toEqual(['administrator'])
    expect([...directory.devices.keys()].sort()).toEqual(['desk', 'tablet'])
    expect(directory.refused).toEqual([])
  })

  test('the same statement many times is said once', () => {
    expect(plain(said([...founding, ...founding, ...founding]))).toEqual(plain(said(founding)))
  })

  test('a later name of the organisation changes its name alone', () => {
    const directory = said([...founding, say(root, [desk], organisation(newKeys(), 'Nuovo nome'))])
    expect(directory.organisation).toMatchObject({
      name: 'Nuovo nome',
      root: hex(root.sign),
      recovery: hex(root.box),
      formerRecoveries: [],
    })
  })

  test('the frontier is what nothing that counts was said after', () => {
    const [one, two] = [say(ada, [desk], person('bob', bob)), say(ada, [desk], person('carl', newKeys()))]
    expect(said(founding).frontier).toEqual([desk.id])
    expect(said([...founding, one, two]).frontier).toEqual([one.id, two.id].sort())
    const void_ = say(bob, [one, two], administrator('bob'))
    const join = say(ada, [void_, two], suspended('carl'))
    expect(said([...founding, one, two, void_]).frontier).toEqual([one.id, two.id].sort())
    // What counts for nothing still tells what its reader had seen.
    expect(said([...founding, one, two, void_, join]).frontier).toEqual([join.id])
  })
})

describe('what counts for nothing', () => {
  test('what is said by whoever has no authority', () => {
    expectRefused(say(bob, [desk], person('bob', bob)), 'unauthorised')
    expectRefused(say(bob, [desk], person('ada', bob)), 'unauthorised')
    expectRefused(say(bob, [desk], administrator('bob')), 'unauthorised')
    expectRefused(say(newKeys(), [desk], device('tablet', tablet)), 'unauthorised')
    expectRefused(say(otherRoot, [], organisation(otherRoot)), 'unauthorised')
    expectRefused(say(ada, [desk], organisation(ada, 'Mia')), 'unauthorised')
  })

  test('what a person says who is no administrator', () => {
    const known = say(ada, [desk], person('bob', bob))
    const byBob = say(bob, [known], device('tablet', tablet))
    expect(said([...founding, known, byBob]).refused).toEqual([{ id: byBob.id, reason: 'unauthorised' }])
  })

  test('what an administrator claims to have said before becoming one', () => {
    const known = say(ada, [desk], person('bob', bob))
    const early = say(bob, [known], device('tablet', tablet), { at: 999 })
    const made = say(ada, [known], administrator('bob'), { at: 1 })
    expect(said([...founding, known, early, made]).refused).toEqual([{ id: early.id, reason: 'unauthorised' }])
  })

  test('a role, a suspension or a revocation of somebody whom nobody named', () => {
    expectRefusedQuietly(say(ada, [desk], administrator('ghost')))
    expectRefusedQuietly(say(ada, [desk], suspended('ghost')))
    expectRefusedQuietly(say(ada, [desk], { kind: 'device-revoked', device: 'ghost' }))
  })
  function expectRefusedQuietly(added: Statement): void {
    const directory = said([...founding, added])
    expect(directory.refused).toEqual([{ id: added.id, reason: 'pointless' }])
    expect([...directory.people.keys(), ...directory.devices.keys()]).toEqual(['ada', 'desk'])
  }

  test('statements of another organisation, also when our own keys signed them', () => {
    for (const saying of [person('bob', bob), administrator('ada'), organisation(root)]) {
      expectRefused(say(root, [desk], saying, { org: 'org-2' }), 'foreign')
    }
    expectRefused(say(ada, [desk], device('tablet', tablet), { org: 'org-2' }), 'foreign')
  })

  test('everything, where the root is another', () => {
    const directory = judged(otherRoot, founding)
    expect([directory.organisation, directory.people.size, directory.devices.size]).toEqual([null, 0, 0])
    expect(directory.refused).toHaveLength(founding.length)
  })

  test('a signature taken from one statement and put under another', () => {
    const [one, two] = [say(ada, [desk], person('bob', bob)), say(ada, [desk], person('bob', bob, 'B'))]
    expectRefused({ ...two, signature: one.signature }, 'forged')
  })

  test('a sound signature under somebody else’s name', () => {
    const byBob = say(bob, [desk], administrator('bob'))
    expectRefused({ ...byBob, signer: hex(ada.sign) }, 'forged')
  })

  test('a sound signature over what is no statement', () => {
    for (const body of ['', 'null', '[]', '{', '{"kind":"role"}', `${desk.body.slice(0, -1)}`]) {
      const bytes = Buffer.from(`smart-coop statement 2\n${body}`)
      const signer = hex(ada.sign)
      const id = hash(Buffer.concat([bytes, Buffer.from(`\n${signer}`)])).toString('hex')
      const signature = sign(bytes, ada.sign.secretKey).toString('hex')
      expectRefused({ id, body, signature, signer, at: 100 }, 'malformed')
    }
  })

  test('what names a past that is not here, until it comes', () => {
    const known = say(ada, [desk], person('bob', bob))
    const made = say(ada, [known], administrator('bob'))
    const directory = said([...founding, made])
    expect(directory.refused).toEqual([{ id: made.id, reason: 'waiting' }])
    expect(directory.missing).toEqual([known.id])
    expect(said([...founding, made, known]).people.get('bob')?.roles).toEqual(['administrator'])
  })

  test('what a newer program says, without holding up what was said after it', () => {
    const body = JSON.stringify({ kind: 'seal', org: 'org-1', at: 100, after: [desk.id], colour: 'red' })
    const bytes = Buffer.from(`smart-coop statement 2\n${body}`)
    const signer = hex(ada.sign)
    const id = hash(Buffer.concat([bytes, Buffer.from(`\n${signer}`)])).toString('hex')
    const newer = { id, body, signer, at: 100, signature: sign(bytes, ada.sign.secretKey).toString('hex') }
    const next = say(ada, [newer], person('bob', bob))
    const directory = said([...founding, newer, next])
    expect(directory.refused).toEqual([{ id, reason: 'newer' }])
    expect(directory.people.has('bob')).toBe(true)
  })
})

const any = fc.record({
  id: fc.string(),
  body: fc.oneof(fc.string(), fc.json()),
  signature: fc.oneof(fc.string(), fc.constant('0'.repeat(128))),
  signer: fc.oneof(fc.string(), fc.constant(hex(root.sign)), fc.constant('0'.repeat(64))),
  at: fc.oneof(fc.integer(), fc.double()),
})

describe('whatever comes', () => {
  test('judging never throws, and junk counts for nothing', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (junk) => {
        const { refused, ...rest } = plain(said([...junk, ...founding]))
        const { refused: _none, ...sound } = plain(said(founding))
        expect(rest).toEqual(sound)
        expect(refused.map(({ id }) => id)).toEqual([...new Set(junk.map((one) => one.id))].sort())
      }),
      { numRuns: 200 },
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
        expect(directory.refused.find(({ id }) => id === flipped.id)?.reason).toMatch(/^(forged|malformed)$/)
        const known = ({ organisation: found, people: some, devices }: ReturnType<typeof plain>) => [
          found,
          some,
          devices,
        ]
        expect(known(plain(directory))).toEqual(known(plain(said(rest))))
      }),
      { numRuns: 1500 },
    )
  })
})
