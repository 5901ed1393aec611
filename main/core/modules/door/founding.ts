/**
 * A new organisation, and the folder that gets it.
 *  1. While an organisation is being made, new or from a copy, the folder holds the file `founding`; whatever a crash
 *     leaves beside it is removed at the next start, since no key to it was kept.
 *  2. `door.json` is written last: with it the organisation is whole, without it there is none.
 *  3. A database without `door.json` and without `founding` is somebody's data whose keys are elsewhere: it is
 *     never touched.
 */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '#contract/errors.ts'
import { firstSpaceOfPapers, type Look } from '#contract/door.contract.ts'
import { sealDeviceSeeds } from '../../identity/deviceKeys.ts'
import { clearHalfWritten, type DoorFile, type DoorPerson, readDoor, writeWhole } from '../../identity/doorFile.ts'
import { firstStatements } from '../../identity/firstStatements.ts'
import { createKeyring, type PersonKeys } from '../../identity/keyring.ts'
import { createRecovery } from '../../identity/recovery.ts'
import { boxPair, type PasswordCost, randomSecret, sealTo, signPair, wipe } from '../../identity/secrets.ts'
import type { Statement } from '../../identity/statements.rules.ts'
import { newId } from '../../lib/ids.ts'
import { databasePath } from '../../machine.ts'
import { noTries } from './tries.rules.ts'

const markPath = (folder: string): string => join(folder, 'founding')

function removeFounded(folder: string): void {
  const database = databasePath(folder)
  for (const path of [database, `${database}-wal`, `${database}-shm`, `${database}-journal`])
    rmSync(path, { force: true })
  for (const name of ['files', 'copies']) rmSync(join(folder, name), { recursive: true, force: true })
}

/** Says on the disk that a founding is under way, after removing what an earlier one left. */
export function beginFounding(folder: string): void {
  writeWhole(markPath(folder), '')
  removeFounded(folder)
}

export function abandonFounding(folder: string): void {
  removeFounded(folder)
  rmSync(markPath(folder), { force: true })
}

export const endFounding = (folder: string): void => rmSync(markPath(folder), { force: true })

/**
 * The door of a folder as it lies there, after clearing up behind a crash; null where no organisation is.
 * @throws Refusal `data-format-unknown`
 */
export function takeUpDoor(folder: string): DoorFile | null {
  clearHalfWritten(folder)
  const file = readDoor(folder)
  if (file) endFounding(folder)
  else if (existsSync(markPath(folder))) abandonFounding(folder)
  else if (existsSync(databasePath(folder))) {
    throw new Refusal('data-format-unknown', { file: databasePath(folder) })
  }
  return file
}

export interface Founder {
  organisation: string
  machine: string
  name: string
  office: string
  login: string
  password: string
  demo: boolean
  look: Look
}

export interface Founded {
  file: DoorFile
  statements: Statement[]
  /** The device's key; the caller wipes it. */
  deviceKey: Buffer
  /** What is printed on the recovery sheet, and never kept. */
  recovery: string
}

/** The device's two key pairs; their seeds stay sealed with the device's key. */
function newDevice(name: string, deviceKey: Buffer): DoorFile['device'] {
  const [signSeed, boxSeed] = [randomSecret(), randomSecret()]
  const [signing, box] = [signPair(signSeed), boxPair(boxSeed)]
  const seeds = sealDeviceSeeds(signSeed, boxSeed, deviceKey)
  for (const secret of [signSeed, boxSeed, signing.secretKey, box.secretKey]) wipe(secret)
  return {
    id: newId(),
    name,
    signPublic: signing.publicKey.toString('hex'),
    boxPublic: box.publicKey.toString('hex'),
    seeds,
  }
}

/** Somebody with new keys, who signs in with a password and has not been here yet. */
export function doorPerson(
  who: { id: string; login: string; name: string; office: string },
  keys: PersonKeys,
  keyring: DoorPerson['keyring'],
  deviceKey: Buffer,
): DoorPerson {
  return {
    ...who,
    signPublic: keys.sign.publicKey.toString('hex'),
    boxPublic: keys.box.publicKey.toString('hex'),
    keyring,
    deviceKey: sealTo(deviceKey, keys.box.publicKey).toString('hex'),
    way: 'password',
    codeUntil: null,
    seenAt: null,
  }
}

/** Keys and statements of a new organisation; nothing is written. `at` is now, UTC milliseconds. */
export async function newOrganisation(founder: Founder, cost: PasswordCost, at: number): Promise<Founded> {
  const { keys, keyring } = await createKeyring(founder.password, cost)
  const recovery = createRecovery()
  const rootSeed = randomSecret()
  const root = signPair(rootSeed)
  const deviceKey = randomSecret()
  const device = newDevice(founder.machine, deviceKey)
  const { login, name, office } = founder
  const person = { ...doorPerson({ id: newId(), login, name, office }, keys, keyring, deviceKey), seenAt: at }
  const org = newId()
  const recoveryPublic = recovery.pair.publicKey.toString('hex')
  const rootPublic = root.publicKey.toString('hex')
  const file: DoorFile = {
    format: 1,
    organisation: {
      id: org,
      name: founder.organisation,
      demo: founder.demo,
      rootPublic,
      recoveryPublic,
      foundedAt: at,
    },
    device,
    people: [person],
    recovery: {
      deviceKey: sealTo(deviceKey, recovery.pair.publicKey).toString('hex'),
      root: sealTo(root.secretKey, recovery.pair.publicKey).toString('hex'),
      former: [],
    },
    pending: [],
    tries: noTries,
    look: founder.look,
    terminal: { idleMinutes: 10, hotDesk: false, space: firstSpaceOfPapers },
    unrecorded: [],
  }
  const statements = firstStatements({
    org,
    name: founder.organisation,
    sheet: { root, seed: rootSeed, box: recovery.pair.publicKey },
    founder: { id: person.id, login, name, office, keys },
    device: { id: device.id, name: device.name, sign: device.signPublic, box: device.boxPublic },
    at,
  })
  // The root's key is from now on only on the printed sheet.
  for (const secret of [root.secretKey, rootSeed, recovery.pair.secretKey]) wipe(secret)
  keys.wipe()
  return { file, statements, deviceKey, recovery: recovery.code }
}
