/** What whoever has the printed sheet and the folder can open, without the core. */
import { readDoor } from '#core/identity/doorFile.ts'
import { recoveryPair } from '#core/identity/recovery.ts'
import { openSealed } from '#core/identity/secrets.ts'
import type { Statement } from '#core/identity/statements.rules.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { type Machine, openMachine } from '#core/machine.ts'

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
