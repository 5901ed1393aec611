/** BLAKE2b-256 with a key, over bytes that come in parts. */
import sodium from 'sodium-native'
import { wipe } from '../identity/secrets.ts'

/** The streaming form of libsodium's generic hash, which @types/sodium-native 2.3.9 does not know yet. */
interface GenericHash {
  crypto_generichash_STATEBYTES: number
  crypto_generichash_init(state: Buffer, key: Buffer, outputLength: number): void
  crypto_generichash_update(state: Buffer, bytes: Buffer): void
  crypto_generichash_final(state: Buffer, output: Buffer): void
}
const generic = sodium as unknown as GenericHash

export interface KeyedHash {
  update(bytes: Buffer): void
  /** The digest in hex; nothing can be added afterwards. */
  digest(): string
}

export function createKeyedHash(key: Buffer): KeyedHash {
  const state = Buffer.alloc(generic.crypto_generichash_STATEBYTES)
  generic.crypto_generichash_init(state, key, 32)
  return {
    update: (bytes) => generic.crypto_generichash_update(state, bytes),
    digest() {
      const output = Buffer.alloc(32)
      generic.crypto_generichash_final(state, output)
      wipe(state)
      return output.toString('hex')
    },
  }
}
