/** The two key pairs of a device: to sign, and to receive the keys of spaces. Their seeds lie in `door.json`. */
import type { Directory } from './directory.rules.ts'
import type { DoorFile } from './doorFile.ts'
import { boxPair, guard, type KeyPair, open, seal, signPair, subkey, wipe } from './secrets.ts'
import { openRing, type SpaceRing } from './spaceKeys.ts'

const seedBytes = 32
const context = 'smart-coop device 1'
const sealingKey = (deviceKey: Buffer): Buffer => subkey(deviceKey, 2, 'identity')

/** Hex of the seeds, sealed with the device's key. */
export function sealDeviceSeeds(sign: Buffer, box: Buffer, deviceKey: Buffer): string {
  const key = sealingKey(deviceKey)
  const both = guard(Buffer.concat([sign, box]))
  const sealed = seal(both, key, context).toString('hex')
  wipe(both)
  wipe(key)
  return sealed
}

export interface DeviceKeys {
  sign: KeyPair
  box: KeyPair
  wipe(): void
}

/** @throws Error when the seeds do not open with this key, or are not those of the device's public keys */
export function openDeviceKeys(device: DoorFile['device'], deviceKey: Buffer): DeviceKeys {
  const key = sealingKey(deviceKey)
  const seeds = open(Buffer.from(device.seeds, 'hex'), key, context)
  wipe(key)
  if (seeds?.length !== 2 * seedBytes) throw new Error("the device's seeds do not open with its key")
  const [sign, box] = [signPair(seeds.subarray(0, seedBytes)), boxPair(seeds.subarray(seedBytes))]
  wipe(seeds)
  if (sign.publicKey.toString('hex') !== device.signPublic || box.publicKey.toString('hex') !== device.boxPublic) {
    throw new Error("the device's seeds are not those of its public keys")
  }
  return {
    sign,
    box,
    wipe() {
      wipe(sign.secretKey)
      wipe(box.secretKey)
    },
  }
}

/** The spaces' keys that a device holds, opened anew whenever the directory says something new. */
export interface HeldKeys {
  ring(): SpaceRing
  wipe(): void
}

/** The device's keys are this one's from here on. */
export function holdKeys(keys: DeviceKeys, directory: () => Directory): HeldKeys {
  let known: { of: Directory; ring: SpaceRing } | null = null
  return {
    ring() {
      const now = directory()
      if (known?.of === now) return known.ring
      known?.ring.wipe()
      known = { of: now, ring: openRing(now, keys.box) }
      return known.ring
    },
    wipe() {
      known?.ring.wipe()
      known = null
      keys.wipe()
    },
  }
}
