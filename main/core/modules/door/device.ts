/** This device: what lies at its door, and, once its key was there, the open machine and the directory. */
import { addToAudit } from '#db/modules/audit/audit.repository.ts'
import { addStatements, statementReader } from '#db/modules/admin/statements.repository.ts'
import { Refusal } from '#contract/errors.ts'
import { createReader, type Directory, emptyDirectory, judge } from '../../identity/directory.rules.ts'
import { type HeldKeys, holdKeys, openDeviceKeys } from '../../identity/deviceKeys.ts'
import { copyDoor, type DoorFile, writeDoor } from '../../identity/doorFile.ts'
import { guard, wipe } from '../../identity/secrets.ts'
import { followSheet } from '../../identity/newSheet.ts'
import type { SpaceRing } from '../../identity/spaceKeys.ts'
import type { Statement } from '../../identity/statements.rules.ts'
import { type Machine, type MachineDeps, openMachine } from '../../machine.ts'
import { followDirectory } from './follow.rules.ts'
import { abandonFounding, beginFounding, endFounding, type Founded, takeUpDoor } from './founding.ts'

export interface Device {
  file(): DoorFile | null
  /** Writes `door.json`. @throws Refusal `data-read-only` */
  keep(file: DoorFile, keysChanged: boolean): void
  machine(): Machine | null
  /** What the statements say at this moment; empty while the machine is closed. */
  directory(): Directory
  /** All statements, as they were signed; none while the machine is closed. */
  statements(): Statement[]
  /** The keys of spaces that this device holds now: to be asked for each time, and wiped with the device. */
  ring(): SpaceRing | null
  /** Opens the machine if it is closed. The key stays the caller's, to be wiped. */
  open(deviceKey: Buffer): Promise<void>
  /** Gives the open database what waits for it in `door.json`, which then follows the directory. */
  flush(): Promise<void>
  /** Makes an organisation of what `newOrganisation` gave; on failure the folder is as it was. */
  settle(founded: Founded): Promise<void>
  /** Makes the organisation that `unpack` put into the folder this device's; on failure the folder is as it was. */
  takeBack(unpack: () => Promise<DoorFile>): Promise<void>
  close(): Promise<void>
}

/** @throws Refusal `closed` where no organisation is. */
export function organisedFile(device: Device): DoorFile {
  const file = device.file()
  if (!file) throw new Refusal('closed')
  return file
}

const readOnlyCodes = new Set(['EROFS', 'EACCES', 'EPERM'])

/** A folder that became read-only while the program runs. */
function sayReadOnly(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return readOnlyCodes.has(code) ? new Refusal('data-read-only', { folder }) : error
}

export function createDevice(deps: MachineDeps): Device {
  const { folder } = deps
  let file = takeUpDoor(folder)
  let open: { machine: Machine; directory(): Directory; held: HeldKeys } | null = null

  function write(next: DoorFile, keysChanged: boolean): void {
    try {
      writeDoor(folder, next)
      file = next
      if (keysChanged) copyDoor(folder)
    } catch (error) {
      throw sayReadOnly(error, folder)
    }
  }

  async function openAs({ organisation, device }: DoorFile, deviceKey: Buffer): Promise<Machine> {
    const keys = openDeviceKeys(device, deviceKey)
    const machine = await openMachine(deviceKey, deps, device.id).catch((error: unknown) => {
      keys.wipe()
      throw error
    })
    const directory = directoryOf(machine, organisation.rootPublic)
    open = { machine, directory, held: holdKeys(keys, directory) }
    return machine
  }

  const add = (machine: Machine, statements: readonly Statement[], entries: DoorFile['unrecorded']): Promise<void> =>
    machine.db.write((tx) => {
      addStatements(tx, statements)
      addToAudit(tx, entries)
    })

  async function flush(): Promise<void> {
    if (!open || !file) return
    const { pending, unrecorded } = file
    if (pending.length + unrecorded.length > 0) {
      await add(open.machine, pending, unrecorded)
      write({ ...file, pending: [], unrecorded: [] }, false)
    }
    const followed = followDirectory(file, open.directory())
    if (followed !== file) write(followed, true)
  }

  async function close(): Promise<void> {
    const was = open
    open = null
    was?.held.wipe()
    await was?.machine.close()
  }

  return {
    file: () => file,
    keep: write,
    machine: () => open?.machine ?? null,
    directory: () => open?.directory() ?? emptyDirectory(),
    statements: () => (open ? statementReader(open.machine.db.read).all() : []),
    ring: () => open?.held.ring() ?? null,
    async open(deviceKey) {
      if (!file) throw new Error('a device without an organisation has no key')
      if (!open) await openAs(file, deviceKey)
      await flush()
      // A new sheet that another machine made opens this one too, and the old one no more.
      const followed = open && followSheet(file, open.directory(), deviceKey)
      if (followed && followed !== file) write(followed, true)
    },
    flush,
    async settle(founded) {
      try {
        beginFounding(folder)
        await add(await openAs(founded.file, founded.deviceKey), founded.statements, [])
        write(founded.file, true)
        endFounding(folder)
      } catch (error) {
        // With `door.json` there the organisation is whole, whatever failed behind it.
        if (file) throw error
        await close()
        abandonFounding(folder)
        throw sayReadOnly(error, folder)
      }
    },
    async takeBack(unpack) {
      try {
        beginFounding(folder)
        write(await unpack(), true)
        endFounding(folder)
      } catch (error) {
        if (file) throw error
        abandonFounding(folder)
        throw sayReadOnly(error, folder)
      }
    },
    close,
  }
}

/** Judged anew whenever a statement came in, so that a change of roles acts on the next call. */
function directoryOf(machine: Machine, rootPublic: string): () => Directory {
  const statements = statementReader(machine.db.read)
  const reader = createReader()
  let known: { mark: string; directory: Directory } | null = null
  return () => {
    const mark = statements.mark()
    if (known?.mark !== mark) known = { mark, directory: judge(statements.all(), rootPublic, reader) }
    return known.directory
  }
}

/** The device's key in the system's key store; absent where the host has none, and never the only lock. */
export interface KeptKey {
  keep(deviceKey: Buffer): Promise<void>
  fetch(): Promise<Buffer | null>
}

export function keptKey(deps: MachineDeps, deviceId: () => string | undefined): KeptKey {
  const nameOf = (): string | null => (deviceId() ? `device-key-${deviceId()}` : null)
  const store = deps.host.secrets

  async function fetch(): Promise<Buffer | null> {
    const name = nameOf()
    const bytes = store && name ? await store.fetch(name) : null
    if (!bytes) return null
    const key = guard(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (key.length === 32) return key
    wipe(key)
    return null
  }

  return {
    fetch,
    async keep(deviceKey) {
      const name = nameOf()
      if (!store || !name) return
      try {
        const known = await fetch()
        if (!known?.equals(deviceKey)) await store.keep(name, deviceKey)
        if (known) wipe(known)
      } catch {
        // The key store is a comfort: without it the device opens at the first sign-in.
        deps.log('door.key-store-failed')
      }
    },
  }
}
