/**
 * One-time codes: 80 random bits in base32 (RFC 4648, without 0, 1, 8 and 9, which are read as letters), in groups
 * of four. The core keeps nothing of a code but a keyring that it opens (Argon2id).
 */
import { lettersOf } from '#contract/letters.ts'
import { randomBytes, wipe } from '../../identity/secrets.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const letters = 16

/** A new code as it is shown: `ABCD-EFGH-IJKL-MNOP`. */
export function newCode(): string {
  const bytes = randomBytes(letters)
  const code = [...bytes].map((byte) => alphabet[byte & 31]).join('')
  wipe(bytes)
  return (code.match(/.{4}/g) ?? []).join('-')
}

/** The secret in a code, however it was typed. */
export const secretOf = (typed: string): string => lettersOf(typed)
