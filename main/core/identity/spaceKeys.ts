/**
 * The keys of spaces (design.md §6). Each epoch of a space has one random secret; everything else is derived from
 * it by purpose. A device opens the secrets that were sealed to it, of all epochs, and no others.
 *  1. A secret is taken only when it gives the public key that the directory names: nobody slips in another.
 *  2. The public key of an epoch seals into the space; who holds no secret writes without reading.
 */
import type { Directory, Grant, SpaceKey } from './directory.rules.ts'
import { openLetter } from './letters.ts'
import type { Saying } from './say.ts'
import { boxPair, type KeyPair, openSealed, randomSecret, sealTo, subkey, wipe } from './secrets.ts'

const context = 'spacekey'
/** Numbers of crypto_kdf; one that is in use never changes its meaning. */
const purposes = { box: 1, segment: 2, blob: 3, name: 4 } as const
export type SpacePurpose = Exclude<keyof typeof purposes, 'box'>

const secretBytes = 32

function pairOf(secret: Buffer): KeyPair {
  const seed = subkey(secret, purposes.box, context)
  const pair = boxPair(seed)
  wipe(seed)
  return pair
}

/** The public key of an epoch's secret, hex. */
function publicOf(secret: Buffer): string {
  const pair = pairOf(secret)
  wipe(pair.secretKey)
  return pair.publicKey.toString('hex')
}

/** An epoch with its secret; the caller wipes it. */
export interface OpenEpoch {
  space: string
  epoch: number
  key: string
  secret: Buffer
}

export function newEpoch(space: string, epoch: number): OpenEpoch {
  const secret = randomSecret(secretBytes)
  return { space, epoch, key: publicOf(secret), secret }
}

export type Recipient = Pick<Grant, 'to' | 'recipient' | 'box'>

export const grantSaying = ({ space, key, secret }: OpenEpoch, { to, recipient, box }: Recipient): Saying => ({
  kind: 'grant',
  space,
  key,
  to,
  recipient,
  box,
  sealed: sealTo(secret, Buffer.from(box, 'hex')).toString('hex'),
})

/** The secret that was sealed to this pair; null when there is none, or it is not the one that the key names. */
function openEpoch({ space, epoch, key, grants }: SpaceKey, pair: KeyPair): OpenEpoch | null {
  const box = pair.publicKey.toString('hex')
  for (const grant of grants) {
    if (grant.box !== box) continue
    const secret = openSealed(Buffer.from(grant.sealed, 'hex'), pair)
    if (secret?.length === secretBytes && publicOf(secret) === key) return { space, epoch, key, secret }
    if (secret) wipe(secret)
  }
  return null
}

/** The secrets that somebody holds. */
export interface SpaceRing {
  /** Oldest first; empty for a space that is not held. */
  epochs(space: string): readonly OpenEpoch[]
  byKey(key: string): OpenEpoch | null
  /** Spaces of which at least one epoch is held. */
  spaces(): readonly string[]
  /** 32 bytes for one purpose; null when that epoch is not held. The caller wipes them. */
  derive(key: string, purpose: SpacePurpose): Buffer | null
  /** Opens what was sealed into a space with `sealLetter`; null when it was not, or its epoch is not held. */
  open(letter: Uint8Array): Buffer | null
  wipe(): void
}

/** Opens whatever the directory has sealed to this pair: of a device, of a person, or of the printed sheet. */
export function openRing(directory: Directory, pair: KeyPair): SpaceRing {
  const opened = [...directory.spaces.values()]
    .flatMap((space) => space.keys.map((key) => openEpoch(key, pair)))
    .filter((epoch) => epoch !== null)
  const byKey = new Map(opened.map((epoch) => [epoch.key, epoch]))
  const bySpace = Map.groupBy(opened, ({ space }) => space)
  return {
    epochs: (space) => bySpace.get(space) ?? [],
    byKey: (key) => byKey.get(key) ?? null,
    spaces: () => [...bySpace.keys()],
    derive(key, purpose) {
      const epoch = byKey.get(key)
      return epoch ? subkey(epoch.secret, purposes[purpose], context) : null
    },
    open: (letter) =>
      openLetter(letter, (key) => {
        const epoch = byKey.get(key)
        return epoch ? pairOf(epoch.secret) : null
      }),
    wipe() {
      for (const { secret } of opened) wipe(secret)
      byKey.clear()
      bySpace.clear()
    },
  }
}
