/** A key in a form that two people can compare by reading it out. */
import { hash } from '../../identity/secrets.ts'

/** 128 bits of the key's hash, as hexadecimal digits in groups of four. */
export function fingerprintOf(publicKeyHex: string): string {
  const digits = hash(Buffer.from(publicKeyHex, 'hex')).toString('hex').slice(0, 32).toUpperCase()
  return (digits.match(/.{4}/g) ?? []).join(' ')
}
