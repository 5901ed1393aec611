/** What whoever has the printed sheet and the folder can open, without the core. */
import { addStatements } from '#db/modules/admin/statements.repository.ts'
import { type Directory, judge } from '#core/identity/directory.rules.ts'
import { readDoor } from '#core/identity/doorFile.ts'
import { recoveryPair } from '#core/identity/recovery.ts'
import { openSealed } from '#core/identity/secrets.ts'
import { type Saying, sayTo } from '#core/identity/say.ts'
import type { Statement } from '#core/identity/statements.rules.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { type Machine, openMachine } from '#core/machine.ts'
import { openSheet } from '#core/modules/door/sheet.ts'

/** The machine of a closed office. */
export async function openWithSheet(folder: string, recovery: string): Promise<Machine> {
  const pair = recoveryPair(recovery)
  const file = readDoor(folder)
  const deviceKey = pair && file && openSealed(Buffer.from(file.recovery.deviceKey, 'hex'), pair)
  if (!deviceKey) throw new Error('the sheet does not open the device')
  const clock = { now: () => 0 }
  return openMachine(deviceKey, {
    folder,
    host: nodeHost('cli'),
    clock,
    log: silentLog,
    announcer: createAnnouncer(),
    parsers: 1,
  })
}

export async function statementsIn(folder: string, recovery: string): Promise<Statement[]> {
  const machine = await openWithSheet(folder, recovery)
  const rows = machine.db.read.prepare<[], Statement>('SELECT id, body, signature, signer, at FROM statement').all()
  await machine.close()
  return rows
}

/** What another machine said arrives at a closed office. */
export async function bringStatements(
  folder: string,
  recovery: string,
  statements: readonly Statement[],
): Promise<void> {
  const machine = await openWithSheet(folder, recovery)
  await machine.db.write(async (tx) => addStatements(tx, statements))
  await machine.close()
}

/** The sheet itself says something at a closed office. */
export async function sayWithSheet(
  folder: string,
  recovery: string,
  say: (directory: Directory) => Saying[],
): Promise<void> {
  const file = readDoor(folder)
  const sheet = file && openSheet(file, recovery)
  if (!file || !sheet) throw new Error('the sheet does not open the door')
  const directory = judge(await statementsIn(folder, recovery), file.organisation.rootPublic)
  await bringStatements(folder, recovery, sayTo(directory, say(directory), { signer: sheet.root, at: 0 }))
}
