/**
 * The cryptographic primitives of the house, thin names over libsodium (engineering.md §6).
 * Secret bytes live in guarded memory (`sodium_malloc`) and are wiped by `wipe`.
 */
import sodium from 'sodium-native'

/** Guarded memory of `length` bytes. */
export const secretBytes = (length: number): Buffer => sodium.sodium_malloc(length) as Buffer

/** A copy of `bytes` in guarded memory; the given bytes are wiped. */
export function guard(bytes: Buffer): Buffer {
  const safe = secretBytes(bytes.length)
  bytes.copy(safe)
  sodium.sodium_memzero(bytes)
  return safe
}

export const wipe = (bytes: Buffer): void => sodium.sodium_memzero(bytes)

export function randomBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  sodium.randombytes_buf(bytes)
  return bytes
}

export function randomSecret(length = 32): Buffer {
  const bytes = secretBytes(length)
  sodium.randombytes_buf(bytes)
  return bytes
}

/** Cost of a password's derivation; stored beside what it opens. */
export interface PasswordCost {
  ops: number
  memory: number
}
/** 3 passes over 256 MiB: about 0.6 s on an office machine. */
export const officeCost: PasswordCost = { ops: 3, memory: 256 * 1024 * 1024 }

/** Argon2id v1.3 of a password (UTF-8, NFC), beside the thread; 32 bytes. */
export async function keyFromPassword(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  const secret = Buffer.from(password.normalize('NFC'), 'utf8')
  const key = secretBytes(32)
  try {
    await new Promise<void>((resolve, reject) => {
      const done = (error: Error | null) => (error ? reject(error) : resolve())
      const argon2id = sodium.crypto_pwhash_ALG_ARGON2ID13
      sodium.crypto_pwhash_async(key, secret, salt, cost.ops, cost.memory, argon2id, done)
    })
    return key
  } finally {
    sodium.sodium_memzero(secret)
  }
}
export const saltBytes = sodium.crypto_pwhash_SALTBYTES

/** XChaCha20-Poly1305 with a random nonce in front; `context` is bound as associated data. */
export function seal(plain: Uint8Array, key: Buffer, context: string): Buffer {
  const nonce = randomBytes(sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
  const box = Buffer.alloc(plain.length + sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES)
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(box, Buffer.from(plain), Buffer.from(context), null, nonce, key)
  return Buffer.concat([nonce, box])
}

/** The opposite of `seal`, into guarded memory; null when key, context or bytes do not fit. */
export function open(sealed: Uint8Array, key: Buffer, context: string): Buffer | null {
  const n = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
  const a = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES
  if (sealed.length < n + a) return null
  const bytes = Buffer.from(sealed)
  const plain = secretBytes(sealed.length - n - a)
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      plain,
      null,
      bytes.subarray(n),
      Buffer.from(context),
      bytes.subarray(0, n),
      key,
    )
    return plain
  } catch {
    return null
  }
}

export interface KeyPair {
  publicKey: Buffer
  secretKey: Buffer
}

/** ed25519, to sign. */
export function signPair(seed = randomSecret(sodium.crypto_sign_SEEDBYTES)): KeyPair {
  const publicKey = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES)
  const secretKey = secretBytes(sodium.crypto_sign_SECRETKEYBYTES)
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, seed)
  return { publicKey, secretKey }
}

/** x25519, to receive; never the same pair as for signing. */
export function boxPair(seed = randomSecret(sodium.crypto_box_SEEDBYTES)): KeyPair {
  const publicKey = Buffer.alloc(sodium.crypto_box_PUBLICKEYBYTES)
  const secretKey = secretBytes(sodium.crypto_box_SECRETKEYBYTES)
  sodium.crypto_box_seed_keypair(publicKey, secretKey, seed)
  return { publicKey, secretKey }
}

export function sign(message: Uint8Array, secretKey: Buffer): Buffer {
  const signature = Buffer.alloc(sodium.crypto_sign_BYTES)
  sodium.crypto_sign_detached(signature, Buffer.from(message), secretKey)
  return signature
}

export function isSignedBy(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== sodium.crypto_sign_BYTES || publicKey.length !== sodium.crypto_sign_PUBLICKEYBYTES) {
    return false
  }
  return sodium.crypto_sign_verify_detached(Buffer.from(signature), Buffer.from(message), Buffer.from(publicKey))
}

/** Sealed to a public key: anybody can make it, so it says nothing of its sender. */
export function sealTo(plain: Uint8Array, publicKey: Uint8Array): Buffer {
  const box = Buffer.alloc(plain.length + sodium.crypto_box_SEALBYTES)
  sodium.crypto_box_seal(box, Buffer.from(plain), Buffer.from(publicKey))
  return box
}

export function openSealed(box: Uint8Array, pair: KeyPair): Buffer | null {
  if (box.length < sodium.crypto_box_SEALBYTES) return null
  const plain = secretBytes(box.length - sodium.crypto_box_SEALBYTES)
  return sodium.crypto_box_seal_open(plain, Buffer.from(box), pair.publicKey, pair.secretKey) ? plain : null
}

/** A key for one purpose out of a master key; `context` has eight characters. */
export function subkey(master: Buffer, id: number, context: string): Buffer {
  const key = secretBytes(32)
  sodium.crypto_kdf_derive_from_key(key, id, Buffer.from(context), master)
  return key
}

/** BLAKE2b-256, keyed when a key is given. */
export function hash(bytes: Uint8Array, key?: Buffer): Buffer {
  const out = Buffer.alloc(32)
  if (key) sodium.crypto_generichash(out, Buffer.from(bytes), key)
  else sodium.crypto_generichash(out, Buffer.from(bytes))
  return out
}
