/**
 * A core in a process of its own that founds, or changes its founder's password, and is killed at a given step:
 * `node doorChild.ts found|change FOLDER STEP`. A step is a call to the file system; at step 0 nobody dies, and
 * the number of steps is said at the end.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { createRouterClient } from '@orpc/server'
import { openCore } from '#core/core.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { founder, nextPassword } from './crashes.ts'

const [verb, folder = '', dieAt = '0'] = process.argv.slice(2)
let steps = 0
let armed = false

function dieAtStep(): void {
  for (const name of [
    'openSync',
    'writeFileSync',
    'fsyncSync',
    'closeSync',
    'renameSync',
    'rmSync',
    'mkdirSync',
  ] as const) {
    const real = fs[name]
    Reflect.set(fs, name, (...args: unknown[]) => {
      if (armed) steps += 1
      if (armed && steps === Number(dieAt)) process.kill(process.pid, 'SIGKILL')
      return Reflect.apply(real, fs, args)
    })
  }
  syncBuiltinESMExports()
}

dieAtStep()
const core = await openCore({
  dataFolder: folder,
  host: nodeHost('cli'),
  log: silentLog,
  cost: { ops: 1, memory: 8192 },
})
const client = createRouterClient(core.router, { context: { caller: core.caller('cli', true) } })
if (verb === 'change') await client.door.signIn({ login: founder.login, password: founder.password })
armed = true
if (verb === 'found') await client.door.found(founder)
else await client.door.changePassword({ current: founder.password, next: nextPassword })
armed = false
process.stdout.write(`${steps}\n`)
await core.close()
