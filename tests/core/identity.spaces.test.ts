import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openFromDrawer, putIntoDrawer } from '#core/identity/drawer.ts'
import { judge } from '#core/identity/directory.rules.ts'
import { createKeyring, openKeyring } from '#core/identity/keyring.ts'
import { openLetter, sealLetter } from '#core/identity/letters.ts'
import { sayTo, type Saying } from '#core/identity/say.ts'
import { guard, type KeyPair, sealTo } from '#core/identity/secrets.ts'
import { grantSaying, newEpoch, openRing } from '#core/identity/spaceKeys.ts'
import {
  deviceRecipient,
  fillSayings,
  grantSayings,
  keyInUse,
  lacking,
  newSpaceSayings,
  rotationSayings,
  sheetRecipient,
  spacesToRotate,
  withRotation,
} from '#core/identity/spaces.rules.ts'
import type { Statement } from '#core/identity/statements.rules.ts'
import { cheapCost } from '../support/office.ts'
import { device, founded, hex, type Keys, newKeys, person, revoked, say } from './identityWords.ts'

const root = newKeys()
const { statements: people, keys, head } = founded(root, ['ada', 'bob'])
const [desk, tablet, laptop] = [newKeys(), newKeys(), newKeys()]
const devices = [say(keys.ada, head, device('desk', desk))]
devices.push(say(keys.ada, devices.slice(-1), device('tablet', tablet)))
devices.push(say(keys.ada, devices.slice(-1), device('laptop', laptop)))

const judged = (statements: readonly Statement[]) => judge(statements, hex(root.sign))
const holder = (id: string, of: Keys) => deviceRecipient({ id, box: hex(of.box) })
const sheetHolder = sheetRecipient(hex(root.box))
/** Said by Ada after everything so far. */
const adding = (statements: readonly Statement[], sayings: readonly Saying[], by: Keys = keys.ada): Statement[] => [
  ...statements,
  ...sayTo(judged(statements), sayings, { signer: by.sign, at: 200 }),
]

/** `paghe` on the desk and the tablet, `gare` on the desk alone; the sheet holds both. */
const start = adding(
  [...people, ...devices],
  [
    ...newSpaceSayings({ id: 'paghe', name: 'Paghe' }, [holder('desk', desk), holder('tablet', tablet), sheetHolder]),
    ...newSpaceSayings({ id: 'gare', name: 'Gare' }, [holder('desk', desk), sheetHolder]),
  ],
)
const ringOf = (statements: readonly Statement[], of: Keys) => openRing(judged(statements), of.box)
const epochsOf = (statements: readonly Statement[], of: Keys, space: string) =>
  ringOf(statements, of)
    .epochs(space)
    .map(({ epoch }) => epoch)
const inUse = (statements: readonly Statement[], space: string): string => {
  const found = judged(statements).spaces.get(space)
  return (found && keyInUse(found)?.key) ?? ''
}
const copyOf = ({ publicKey, secretKey }: KeyPair): KeyPair => ({ publicKey, secretKey: guard(Buffer.from(secretKey)) })

describe('a space', () => {
  test('opens to the devices it was granted to and to the sheet, and to nobody else', () => {
    expect(judged(start).refused).toEqual([])
    const rings = [desk, tablet, laptop, root, keys.ada].map((of) => ringOf(start, of).spaces().toSorted())
    expect(rings).toEqual([['gare', 'paghe'], ['paghe'], [], ['gare', 'paghe'], []])
  })

  test('gives the same keys to all its holders, other ones for each purpose, space and epoch', () => {
    const key = inUse(start, 'paghe')
    const [one, two] = [ringOf(start, desk), ringOf(start, tablet)]
    const derived = (['segment', 'blob', 'name'] as const).map((purpose) => one.derive(key, purpose)?.toString('hex'))
    expect((['segment', 'blob', 'name'] as const).map((p) => two.derive(key, p)?.toString('hex'))).toEqual(derived)
    const all = [...derived, one.derive(inUse(start, 'gare'), 'segment')?.toString('hex')]
    expect(new Set(all).size).toBe(4)
    expect(two.derive(inUse(start, 'gare'), 'segment')).toBeNull()
    expect(ringOf(start, laptop).derive(key, 'segment')).toBeNull()
  })

  test('is written into by whoever knows its public key, and read by its holders alone', () => {
    const letter = sealLetter(Buffer.from('36 ore'), inUse(start, 'paghe'))
    expect(ringOf(start, tablet).open(letter)?.toString()).toBe('36 ore')
    expect(ringOf(start, root).open(letter)?.toString()).toBe('36 ore')
    expect(ringOf(start, laptop).open(letter)).toBeNull()
    // Not even with the pair of somebody else in the place of the right one.
    expect(openLetter(letter, () => copyOf(laptop.box))).toBeNull()
  })

  test('does not open a letter with a flipped bit, nor one of another format', () => {
    const letter = sealLetter(Buffer.from('36 ore'), inUse(start, 'paghe'))
    const ring = ringOf(start, desk)
    fc.assert(
      fc.property(fc.nat(letter.length * 8 - 1), (bit) => {
        const flipped = Buffer.from(letter)
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        return ring.open(flipped) === null
      }),
    )
    for (let length = 0; length < letter.length; length++) expect(ring.open(letter.subarray(0, length))).toBeNull()
    expect(ring.open(Buffer.concat([letter, Buffer.of(0)]))).toBeNull()
  })

  test('takes no key from whoever may not give it, though the box opens', () => {
    const forged = newEpoch('paghe', 2)
    const sayings: Saying[] = [
      { kind: 'space', space: 'paghe', name: 'Paghe', epoch: 2, key: forged.key },
      grantSaying(forged, holder('desk', desk)),
    ]
    const by = newKeys()
    const all = [...start, ...sayTo(judged(start), sayings, { signer: by.sign, at: 1 })]
    expect(epochsOf(all, desk, 'paghe')).toEqual([1])
    expect(judged(all).refused.map(({ reason }) => reason)).toEqual(['unauthorised', 'unauthorised'])
  })

  test('takes no secret that is not the one its public key names', () => {
    const [named, other] = [newEpoch('paghe', 2), newEpoch('paghe', 2)]
    const sealed = sealTo(other.secret, desk.box.publicKey).toString('hex')
    const { box } = holder('desk', desk)
    const all = adding(start, [
      { kind: 'space', space: 'paghe', name: 'Paghe', epoch: 2, key: named.key },
      { kind: 'grant', space: 'paghe', key: named.key, to: 'device', recipient: 'desk', box, sealed },
    ])
    expect(epochsOf(all, desk, 'paghe')).toEqual([1])
  })

  test('is granted to no key that the directory does not know for its recipient', () => {
    const epoch = ringOf(start, desk).epochs('paghe')[0]
    if (!epoch) throw new Error('the desk holds no keys')
    const all = adding(start, [grantSaying(epoch, deviceRecipient({ id: 'desk', box: hex(laptop.box) }))])
    expect(judged(all).refused.map(({ reason }) => reason)).toEqual(['pointless'])
    expect(ringOf(all, laptop).spaces()).toEqual([])
  })

  test('comes with all its epochs to a device that is granted it later', () => {
    const rotated = adding(start, rotationSayings(judged(start), [...judged(start).spaces.values()]))
    const granted = adding(rotated, grantSayings(ringOf(rotated, desk), 'paghe', holder('laptop', laptop)))
    expect(epochsOf(granted, laptop, 'paghe')).toEqual([1, 2])
    expect(epochsOf(granted, laptop, 'gare')).toEqual([])
  })

  test('whose ring was wiped gives nothing', () => {
    const ring = ringOf(start, desk)
    const secret = ring.epochs('paghe')[0]?.secret
    ring.wipe()
    expect([ring.spaces(), ring.derive(inUse(start, 'paghe'), 'blob')]).toEqual([[], null])
    expect(secret?.every((byte) => byte === 0)).toBe(true)
  })
})

describe('a revoked device', () => {
  const without = adding(start, [{ kind: 'device-revoked', device: 'tablet' }])
  const rotated = adding(without, rotationSayings(judged(without), spacesToRotate(judged(without))))

  test('calls for a new epoch of each space it held, and of no other', () => {
    expect(spacesToRotate(judged(start))).toEqual([])
    expect(spacesToRotate(judged(without)).map(({ id }) => id)).toEqual(['paghe'])
    expect(spacesToRotate(judged(rotated))).toEqual([])
  })

  test('reads what was written before, and nothing that is written from then on', () => {
    const [before, after] = [
      sealLetter(Buffer.from('a'), inUse(start, 'paghe')),
      sealLetter(Buffer.from('b'), inUse(rotated, 'paghe')),
    ]
    expect(ringOf(rotated, tablet).open(before)?.toString()).toBe('a')
    expect(ringOf(rotated, tablet).open(after)).toBeNull()
    expect([before, after].map((letter) => ringOf(rotated, desk).open(letter)?.toString())).toEqual(['a', 'b'])
    expect([before, after].map((letter) => ringOf(rotated, root).open(letter)?.toString())).toEqual(['a', 'b'])
  })

  test('is revoked and closed out in one breath', () => {
    const all = adding(start, withRotation(judged(start), [{ kind: 'device-revoked', device: 'tablet' }]))
    expect(judged(all).refused).toEqual([])
    expect([epochsOf(all, tablet, 'paghe'), epochsOf(all, desk, 'paghe')]).toEqual([[1], [1, 2]])
    expect(epochsOf(all, desk, 'gare')).toEqual([1])
  })

  test('is closed out also when another administrator gave it the new key at the same time', () => {
    // Bob has not heard of it, and makes a new epoch for everybody.
    const byBob = sayTo(judged(start), rotationSayings(judged(start), [...judged(start).spaces.values()]), {
      signer: keys.bob.sign,
      at: 300,
    })
    const met = [...rotated, ...byBob]
    const directory = judged(met)
    const held = directory.spaces.get('paghe')?.keys.map(({ epoch }) => epoch)
    expect(held).toEqual([1, 2, 2])
    const settled = adding(met, rotationSayings(directory, spacesToRotate(directory)))
    const letter = sealLetter(Buffer.from('c'), inUse(settled, 'paghe'))
    expect(ringOf(settled, tablet).open(letter)).toBeNull()
    expect(ringOf(settled, desk).open(letter)?.toString()).toBe('c')
    expect(spacesToRotate(judged(settled))).toEqual([])
  })
})

describe('a revoked person', () => {
  test('calls for a new epoch of what the machines hold that they could enter', () => {
    const all = adding(start, withRotation(judged(start), [revoked('bob')], ['tablet']))
    expect(judged(all).people.get('bob')?.state).toBe('revoked')
    expect([epochsOf(all, tablet, 'paghe'), epochsOf(all, desk, 'gare')]).toEqual([[1, 2], [1]])
  })

  test('or that was granted to them', () => {
    const epoch = ringOf(start, desk).epochs('gare')[0]
    if (!epoch) throw new Error('the desk holds no keys')
    const grant = grantSaying(epoch, { to: 'person', recipient: 'bob', box: hex(keys.bob.box) })
    const granted = adding(start, [grant])
    expect(epochsOf(granted, keys.bob, 'gare')).toEqual([1])
    const all = adding(granted, withRotation(judged(granted), [revoked('bob')]))
    expect([epochsOf(all, keys.bob, 'gare'), epochsOf(all, desk, 'gare')]).toEqual([[1], [1, 2]])
  })
})

describe('a device that came while another machine changed the keys', () => {
  const granted = sayTo(judged(start), grantSayings(ringOf(start, desk), 'paghe', holder('laptop', laptop)), {
    signer: keys.bob.sign,
    at: 300,
  })
  const paghe = judged(start).spaces.get('paghe')
  if (!paghe) throw new Error('no such space')
  const met = [...adding(start, rotationSayings(judged(start), [paghe])), ...granted]

  test('lacks the new one until a machine that has it gives it', () => {
    expect(epochsOf(met, laptop, 'paghe')).toEqual([1])
    const lacks = lacking(judged(met))
    expect(lacks.map(({ key, holder: of }) => [key.epoch, of.recipient])).toEqual([[2, 'laptop']])
    expect(fillSayings(ringOf(met, laptop), lacks)).toEqual({ sayings: [], left: lacks })
    const filled = adding(met, fillSayings(ringOf(met, desk), lacks).sayings)
    expect(epochsOf(filled, laptop, 'paghe')).toEqual([1, 2])
    expect(lacking(judged(filled))).toEqual([])
  })
})

describe('a personal drawer', () => {
  const open = async (password: string) => {
    const { keyring, keys: own } = await createKeyring(password, cheapCost)
    return { keyring, own }
  }

  test('opens with its person’s keyring, and not with another person’s, a device’s or the sheet’s', async () => {
    const [dora, emil] = [await open('una parola lunga'), await open('un’altra parola lunga')]
    const all = adding(start, [person('dora', dora.own), person('emil', emil.own)])
    const letter = putIntoDrawer(judged(all), 'dora', Buffer.from('cedolino'))
    if (!letter) throw new Error('nobody to put it in for')
    expect(openFromDrawer(emil.own, letter)).toBeNull()
    for (const other of [desk, root, keys.ada]) {
      expect(openFromDrawer(other, letter)).toBeNull()
      expect(openLetter(letter, () => copyOf(other.box))).toBeNull()
      expect(ringOf(all, other).open(letter)).toBeNull()
    }
    dora.own.wipe()
    const again = await openKeyring(dora.keyring, 'una parola lunga')
    if (!again) throw new Error('the keyring did not open')
    expect(openFromDrawer(again, letter)?.toString()).toBe('cedolino')
    // And again: what opened it once is not used up.
    expect(openFromDrawer(again, letter)?.toString()).toBe('cedolino')
    again.wipe()
    expect(openFromDrawer(again, letter)).toBeNull()
  })

  test('is sealed to the keys a person has now, and to nobody who is revoked or unknown', () => {
    const next = newKeys()
    const renewed = adding(start, [person('bob', next)])
    const letter = putIntoDrawer(judged(renewed), 'bob', Buffer.from('x'))
    expect(letter && openFromDrawer(next, letter)?.toString()).toBe('x')
    expect(letter && openFromDrawer(keys.bob, letter)).toBeNull()
    expect(putIntoDrawer(judged(adding(start, [revoked('bob')])), 'bob', Buffer.from('x'))).toBeNull()
    expect(putIntoDrawer(judged(start), 'nobody', Buffer.from('x'))).toBeNull()
  })
})
