import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKeyring, openKeyring, rewrapKeyring } from '#core/identity/keyring.ts'
import { createRecovery, recoveryPair } from '#core/identity/recovery.ts'
import { cheapCost } from '../support/office.ts'
import keyringVector from '../fixtures/identity/keyring-1.json' with { type: 'json' }
import recoveryVector from '../fixtures/identity/recovery-1.json' with { type: 'json' }

const hex = (bytes: Buffer | undefined): string | undefined => bytes?.toString('hex')

describe('formats that were written once are read for ever', () => {
  test('the keyring of format 1 opens with its password', async () => {
    const keys = await openKeyring(keyringVector.keyring, keyringVector.password)
    expect(hex(keys?.sign.publicKey)).toBe(keyringVector.signPublic)
    expect(hex(keys?.box.publicKey)).toBe(keyringVector.boxPublic)
  })

  test('the recovery code of format 1 gives its key', () => {
    expect(hex(recoveryPair(recoveryVector.code)?.publicKey)).toBe(recoveryVector.publicKey)
  })
})

describe('a keyring', () => {
  const composed = 'perché già così'.normalize('NFC')

  test('opens with the same password, however its accents were typed', async () => {
    const decomposed = composed.normalize('NFD')
    expect(decomposed).not.toBe(composed)
    const made = await createKeyring(decomposed, cheapCost)
    const keys = await openKeyring(made.keyring, composed)
    expect(hex(keys?.sign.publicKey)).toBe(hex(made.keys.sign.publicKey))
  })

  test('does not open with another password, and says nothing else', async () => {
    const { keyring } = await createKeyring(composed, cheapCost)
    expect(await openKeyring(keyring, 'perche gia cosi')).toBeNull()
    expect(await rewrapKeyring(keyring, 'perche gia cosi', 'un altro segreto', cheapCost)).toBeNull()
  })

  test('keeps its keys under a new password, and the old one opens it no more', async () => {
    const { keyring, keys } = await createKeyring(composed, cheapCost)
    const renewed = await rewrapKeyring(keyring, composed, 'un altro segreto', cheapCost)
    if (!renewed) throw new Error('the right password was refused')
    expect(hex((await openKeyring(renewed, 'un altro segreto'))?.box.publicKey)).toBe(hex(keys.box.publicKey))
    expect(await openKeyring(renewed, composed)).toBeNull()
  })

  test('with a flipped bit does not open', async () => {
    const { keyring } = await createKeyring(composed, cheapCost)
    const bytes = Buffer.from(keyring.box, 'hex')
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
        const flipped = Buffer.from(bytes)
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        return (await openKeyring({ ...keyring, box: flipped.toString('hex') }, composed)) === null
      }),
      { numRuns: 60 },
    )
  })

  test('wipes its keys', async () => {
    const { keys } = await createKeyring(composed, cheapCost)
    expect(keys.sign.secretKey.every((byte) => byte === 0)).toBe(false)
    keys.wipe()
    expect([...keys.sign.secretKey, ...keys.box.secretKey].every((byte) => byte === 0)).toBe(true)
  })
})

describe('the code of the recovery sheet', () => {
  test('is printed in fourteen groups of four, without signs that cannot be taken for one another', () => {
    expect(createRecovery().code).toMatch(/^([A-Z2-7]{4}-){13}[A-Z2-7]{4}$/)
  })

  test('is read whatever case, spaces, dashes and dots somebody types', () => {
    const { code, pair } = createRecovery()
    const noise = fc.constantFrom('', ' ', '-', '–', '. ', '\n', '_')
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, fc.boolean()), { minLength: 70, maxLength: 70 }), (typing) => {
        const typed = [...code].map((letter, i) => {
          const [before, small] = typing[i] ?? ['', false]
          return before + (small ? letter.toLowerCase() : letter)
        })
        return hex(recoveryPair(typed.join(''))?.publicKey) === hex(pair.publicKey)
      }),
    )
  })

  test('is read with digits that look like its letters', () => {
    const { code, pair } = createRecovery()
    const lookalikes = code.replaceAll('O', '0').replaceAll('I', '1').replaceAll('B', '8').replaceAll('G', '9')
    expect(hex(recoveryPair(lookalikes)?.publicKey)).toBe(hex(pair.publicKey))
  })

  test('with one letter wrong, missing, doubled or swapped is no code', () => {
    const { code } = createRecovery()
    const letters = [...code.replaceAll('-', '')]
    const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')
    fc.assert(
      fc.property(fc.nat(letters.length - 2), letter, (at, other) => {
        const here = letters[at] ?? ''
        const next = letters[at + 1] ?? ''
        const wrong = [letters.toSpliced(at, 1), letters.toSpliced(at, 0, here)]
        if (other !== here) wrong.push(letters.with(at, other))
        if (next !== here) wrong.push(letters.toSpliced(at, 2, next, here))
        return wrong.every((typed) => recoveryPair(typed.join('')) === null)
      }),
    )
  })

  test('with a letter too many at its end is no code', () => {
    const { code } = createRecovery()
    expect(recoveryPair(`${code}A`)).toBeNull()
  })

  test('of anything else is no code', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => recoveryPair(typed) === null))
  })
})
