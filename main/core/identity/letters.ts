/**
 * Letters: sealed to a public key, of a space or of a person, by whoever knows it. They say nothing of who made
 * them. Format 1: the byte 1, the public key (32 bytes), crypto_box_seal of the content.
 */
import { type KeyPair, openSealed, sealTo, wipe } from './secrets.ts'

const format = 1
const keyBytes = 32

/** Seals into a space, with the key of its epoch in use, or into a person's drawer. `key` is hex. */
export function sealLetter(plain: Uint8Array, key: string): Buffer {
  const publicKey = Buffer.from(key, 'hex')
  return Buffer.concat([Buffer.of(format), publicKey, sealTo(plain, publicKey)])
}

/** Hex of the key that a letter is sealed to; null when it is no letter that we know. */
export function addressOf(letter: Uint8Array): string | null {
  if (letter[0] !== format || letter.length < 1 + keyBytes) return null
  return Buffer.from(letter.subarray(1, 1 + keyBytes)).toString('hex')
}

/** `pairOf` gives the pair of a public key where it is held, and its secret half is wiped. Null when it does not open. */
export function openLetter(letter: Uint8Array, pairOf: (key: string) => KeyPair | null): Buffer | null {
  const key = addressOf(letter)
  const pair = key === null ? null : pairOf(key)
  if (!pair) return null
  const plain = openSealed(letter.subarray(1 + keyBytes), pair)
  wipe(pair.secretKey)
  return plain
}
