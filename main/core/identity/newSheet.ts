/**
 * A new recovery sheet in the place of the old one: because it was used, lost, seen by others, or because a crash at
 * the founding left nobody with the code.
 *  1. It is said by the sheet in force or by an administrator; from then on the old sheet's word counts for nothing.
 *  2. Every key of every epoch that `ring` holds is sealed to the new sheet; what it lacks is named in `left`, for an
 *     administrator at a machine that holds it.
 *  3. Each space gets a new epoch, which the old sheet does not open.
 *  4. What the door has to keep and what has to be said are one value, for one write of `door.json`: after a crash the
 *     old sheet is good or the new one.
 */
import { type Directory, judge } from './directory.rules.ts'
import type { DoorFile } from './doorFile.ts'
import type { Recovery } from './recovery.ts'
import { sayTo } from './say.ts'
import { type KeyPair, randomSecret, sealTo, signPair, wipe } from './secrets.ts'
import type { SpaceRing } from './spaceKeys.ts'
import { fillSayings, type Lack, lacking, rotationSayings, spacesToRotate } from './spaces.rules.ts'
import type { Statement } from './statements.rules.ts'

export interface SheetWish {
  /** Of `createRecovery`; its secret half is wiped. */
  recovery: Recovery
  file: DoorFile
  /** All that the database has. */
  statements: readonly Statement[]
  /** The sheet's key or an administrator's. */
  signer: KeyPair
  /** Of the device, or of the old sheet: `openRing(directory, pair)`. */
  ring: SpaceRing
  deviceKey: Buffer
  /** Now, UTC milliseconds. */
  at: number
}

export interface NewSheet {
  /** The door with the new sheet; what is said waits in it. */
  file: DoorFile
  /** Keys that could not be sealed to the new sheet from here. */
  left: Lack[]
}

/** The part of `door.json` that a sheet opens. `former` sheets are known, so that they can be told from wrong ones. */
function doorWith(file: DoorFile, box: Buffer, rootSecret: Buffer, deviceKey: Buffer): DoorFile {
  const { organisation, recovery } = file
  return {
    ...file,
    organisation: { ...organisation, recoveryPublic: box.toString('hex') },
    recovery: {
      deviceKey: sealTo(deviceKey, box).toString('hex'),
      root: sealTo(rootSecret, box).toString('hex'),
      former: [...recovery.former, organisation.recoveryPublic],
    },
  }
}

/** @throws Error when the signer may not say it */
export function newSheet({ recovery, file, statements, signer, ring, deviceKey, at }: SheetWish): NewSheet {
  const root = file.organisation.rootPublic
  const { pair } = recovery
  const seed = randomSecret()
  const signing = signPair(seed)
  const box = pair.publicKey.toString('hex')
  const said: Statement[] = []
  const known = (): Directory => judge([...statements, ...said], root)
  said.push(
    ...sayTo(
      known(),
      [
        {
          kind: 'sheet',
          sign: signing.publicKey.toString('hex'),
          box,
          sealed: sealTo(seed, pair.publicKey).toString('hex'),
        },
      ],
      { signer, at },
    ),
  )
  const renewed = known()
  if (renewed.organisation?.recovery !== box) throw new Error('this signer gives no new sheet')
  // The new sheet is its own authority where the old one's ended with what it has just said.
  const by = { signer: isAdministrator(renewed, signer) ? signer : signing, at }
  const filled = fillSayings(ring, lacking(renewed))
  const rotated = rotationSayings(renewed, spacesToRotate(renewed))
  said.push(...sayTo(renewed, [...filled.sayings, ...rotated], by))
  const door = doorWith(file, pair.publicKey, signing.secretKey, deviceKey)
  for (const secret of [seed, signing.secretKey, pair.secretKey]) wipe(secret)
  return { file: { ...door, pending: [...file.pending, ...said] }, left: filled.left }
}

function isAdministrator({ people }: Directory, { publicKey }: KeyPair): boolean {
  const sign = publicKey.toString('hex')
  return [...people.values()].some((person) => person.sign === sign && person.roles.includes('administrator'))
}

/**
 * The door of a machine on which another machine's new sheet has arrived: the device's key is sealed to it, and the
 * old sheet opens nothing more here. The same file when nothing is new.
 */
export function followSheet(file: DoorFile, { organisation }: Directory, deviceKey: Buffer): DoorFile {
  if (!organisation?.recovery || organisation.recovery === file.organisation.recoveryPublic) return file
  const box = Buffer.from(organisation.recovery, 'hex')
  const former = [...file.recovery.former, ...organisation.formerRecoveries, file.organisation.recoveryPublic]
  return {
    ...file,
    organisation: { ...file.organisation, recoveryPublic: organisation.recovery },
    recovery: {
      deviceKey: sealTo(deviceKey, box).toString('hex'),
      root: organisation.sealedRoot,
      // A new sheet can turn out to be overruled: then the one before it is in force again.
      former: [...new Set(former)].filter((known) => known !== organisation.recovery),
    },
  }
}
