/**
 * A core in a process of its own that makes a copy or takes one back, to be killed meanwhile:
 * `node copyChild.ts make|takeBack DATA FILE`. Says `begun` before it begins and `done` at the end.
 */
import { createRouterClient } from '@orpc/server'
import { openCore } from '#core/core.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { cheapCost, founder } from '../../support/office.ts'
import { makeCopy, takeBack } from './copyRoom.ts'

const [verb, dataFolder = '', file = ''] = process.argv.slice(2)
const core = await openCore({ dataFolder, host: nodeHost('cli'), log: silentLog, cost: cheapCost, parsers: 0 })
const client = createRouterClient(core.router, { context: { caller: core.caller('cli', true) } })
if (verb === 'make') await client.door.signIn({ login: founder.login, password: founder.password })
process.stdout.write('begun\n')
if (verb === 'make') await makeCopy(client, file)
else await takeBack(client, file, founder.password)
process.stdout.write('done\n')
await core.close()
