/**
 * A door in a process of its own where the founder makes a new sheet, or revokes Bob and so gives every space a new
 * epoch, and which is killed at a given step: `node keysChild.ts sheet|revoke FOLDER STEP`. A step is a call to the
 * file system or to the database; at step 0 nobody dies, and the number of steps is said at the end. The new sheet's
 * code is written to FOLDER.code before it counts.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import Database from 'better-sqlite3'
import { createCaller } from '#core/caller.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import { systemClock } from '#core/lib/clock.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { createDoor } from '#core/modules/door/door.ts'
import { founder } from './crashes.ts'

const [verb, folder = '', dieAt = '0'] = process.argv.slice(2)
let steps = 0
let armed = false

function count(of: object, names: readonly string[]): void {
  for (const name of names) {
    const real: unknown = Reflect.get(of, name)
    if (typeof real !== 'function') throw new Error(`nothing is called ${name}`)
    Reflect.set(of, name, function counted(this: unknown, ...args: unknown[]): unknown {
      if (armed) steps += 1
      if (armed && steps === Number(dieAt)) process.kill(process.pid, 'SIGKILL')
      return Reflect.apply(real, this, args)
    })
  }
}

const scratch = new Database(':memory:')
count(fs, ['openSync', 'writeFileSync', 'fsyncSync', 'closeSync', 'renameSync', 'rmSync', 'mkdirSync'])
count(Object.getPrototypeOf(scratch.prepare('SELECT 1')) as object, ['run'])
count(Database.prototype as object, ['exec'])
scratch.close()
syncBuiltinESMExports()

const door = createDoor({
  ...{ folder, clock: systemClock, log: silentLog, announcer: createAnnouncer(), host: nodeHost('cli') },
  ...{ cost: { ops: 1, memory: 8192 }, parsers: 1 },
})
const caller = createCaller('cli', true)
await door.signIn(caller, { login: founder.login, password: founder.password })
const session = caller.session()

if (verb === 'sheet') {
  const { recovery } = await door.prepareSheet(session)
  fs.writeFileSync(`${folder}.code`, recovery)
  const groups = recovery.split('-').map((group, place) => ({ place, group }))
  armed = true
  await door.confirmSheet(
    session,
    [groups[2], groups[11]].filter((one) => one !== undefined),
  )
} else {
  const { revoke } = await import('#core/modules/people/people.changes.ts')
  const bob = [...door.directory().people.values()].find(({ login }) => login === 'bob')?.id ?? ''
  armed = true
  await door.decide(session, (desk) => revoke(desk, bob, session?.person.id ?? ''))
}
armed = false
process.stdout.write(`${steps}\n`)
await door.close()
