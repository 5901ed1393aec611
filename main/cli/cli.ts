/** The command line under plain Node. */
import { commandLine } from './commandLine.ts'
import { say } from './say.ts'
import { verbsOfTheCore } from './verbs.ts'

// Started under another Node: when that one is killed, this one must not stay behind.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
process.exitCode = await commandLine(process.argv.slice(2), {
  verbs: {
    ...verbsOfTheCore,
    serve: async () => (await import('./verbs/serve.ts')).serve,
    start: async () => (await import('./verbs/start.ts')).start,
  },
  usage: say('usage.all', { first: say('usage.ofPages') }),
  connect: async (folder) => (await import('./connect.ts')).connect(folder),
})
