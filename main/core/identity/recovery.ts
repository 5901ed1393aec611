/**
 * The key of the printed recovery sheet: 256 random bits in base32 (RFC 4648, without 0, 1, 8 and 9, which are
 * read as letters), with a checksum, in groups of four.
 */
import { lettersOf } from '#contract/letters.ts'
import { boxPair, guard, hash, type KeyPair, randomBytes, wipe } from './secrets.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const checksumBytes = 3
/** Letters of a code: 35 bytes fill them to the last bit. */
const letters = ((32 + checksumBytes) * 8) / 5

function base32(bytes: Uint8Array): string {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      text += alphabet[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}

function fromBase32(text: string): Buffer | null {
  let bits = 0
  let value = 0
  const out: number[] = []
  for (const letter of text) {
    const index = alphabet.indexOf(letter)
    if (index < 0) return null
    value = (value << 5) | index
    bits += 5
    if (bits >= 8) {
      out.push((value >>> (bits - 8)) & 255)
      bits -= 8
    }
    value &= (1 << bits) - 1
  }
  return Buffer.from(out)
}

/** The code as printed and the key pair that it opens. */
export interface Recovery {
  code: string
  pair: KeyPair
}

export function createRecovery(): Recovery {
  const secret = randomBytes(32)
  const full = Buffer.concat([secret, hash(secret).subarray(0, checksumBytes)])
  const code = base32(full).match(/.{4}/g)?.join('-') ?? ''
  wipe(full)
  return { code, pair: pairOf(secret) }
}

function pairOf(secret: Buffer): KeyPair {
  const seed = guard(secret)
  const pair = boxPair(seed)
  wipe(seed)
  return pair
}

/**
 * Whether the groups of a printed code that are asked back are there, so that a sheet counts only once it was
 * printed: at least two different places (from 0), each with its group.
 */
export function hasGroups(code: string, given: readonly { place: number; group: string }[]): boolean {
  const groups = code.split('-')
  const isRight = given.every(({ place, group }) => groups[place] !== undefined && lettersOf(group) === groups[place])
  return isRight && new Set(given.map(({ place }) => place)).size >= 2
}

/** The key pair of a code as somebody typed it. Null when it is not one. */
export function recoveryPair(typed: string): KeyPair | null {
  const text = lettersOf(typed)
  // A letter too many would not fill a byte, and go unseen.
  const full = text.length === letters ? fromBase32(text) : null
  if (!full) return null
  const secret = full.subarray(0, 32)
  if (!hash(secret).subarray(0, checksumBytes).equals(full.subarray(32))) return null
  return pairOf(secret)
}
