/**
 * The form of a file on the disk: a header (magic, version, salt), then pieces of 64 KiB, each sealed with
 * XChaCha20-Poly1305 under a key of this file alone, BLAKE2b(salt) keyed with the store's key. A piece is bound
 * to the header, its number and whether it is the last; the last one also to the file's name. So every piece can
 * be read by itself, and a cut, longer, shuffled, repeated or exchanged file does not open.
 * The form is frozen: whoever changes it makes version 2 and keeps a reader of version 1.
 */
import sodium from 'sodium-native'
import { hash, randomBytes } from '../identity/secrets.ts'

const magic = Buffer.from('SCfile', 'latin1')
const version = 1
const saltLength = 16
const tag = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES
const nonceLength = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

export const headerLength = magic.length + 1 + saltLength
export const pieceLength = 64 * 1024
export const sealedPieceLength = pieceLength + tag

export const newHeader = (): Buffer => Buffer.concat([magic, Buffer.from([version]), randomBytes(saltLength)])

export const isHeader = (bytes: Buffer): boolean =>
  bytes.length === headerLength && bytes.subarray(0, magic.length).equals(magic) && bytes[magic.length] === version

/** The key of one file; wipe it after use. */
export const fileKey = (header: Buffer, storeKey: Buffer): Buffer => hash(header.subarray(magic.length + 1), storeKey)

/** How a plain length lies on the disk, or null when no file of ours has this length. */
export function layoutOf(sealedLength: number): { pieces: number; size: number } | null {
  const body = sealedLength - headerLength
  if (body < tag) return null
  const pieces = Math.ceil(body / sealedPieceLength)
  const last = body - (pieces - 1) * sealedPieceLength
  // An empty last piece exists only where the whole file is empty.
  if (last < tag || (last === tag && pieces > 1)) return null
  return { pieces, size: body - pieces * tag }
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(nonceLength)
  nonce.writeUIntLE(index, 0, 6)
  return nonce
}

/** `name` is given for the last piece, and only for it. */
function boundTo(header: Buffer, index: number, name: string | null): Buffer {
  const place = Buffer.alloc(7)
  place.writeUIntLE(index, 0, 6)
  place[6] = name === null ? 0 : 1
  return Buffer.concat([header, place, Buffer.from(name ?? '', 'latin1')])
}

/** Seals a piece into `into`, which has the length of the piece and its tag. */
export function sealPiece(
  into: Buffer,
  plain: Buffer,
  key: Buffer,
  header: Buffer,
  index: number,
  name: string | null,
): void {
  const bound = boundTo(header, index, name)
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(into, plain, bound, null, nonceOf(index), key)
}

/** The plain piece, or null when anything does not fit. */
export function openPiece(
  sealed: Buffer,
  key: Buffer,
  header: Buffer,
  index: number,
  name: string | null,
): Buffer | null {
  if (sealed.length < tag) return null
  const plain = Buffer.allocUnsafe(sealed.length - tag)
  try {
    const bound = boundTo(header, index, name)
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(plain, null, sealed, bound, nonceOf(index), key)
    return plain
  } catch {
    // libsodium has one answer for every way in which a piece can be wrong.
    return null
  }
}

export const sealedLengthOf = (plain: number): number => plain + tag
