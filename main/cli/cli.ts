/** The command line: finds the verb, reads its options, and turns what went wrong into a sentence and an exit code. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { say } from './say.ts'
import { put, tell } from './print.ts'
import { sentenceOf } from './sentence.ts'
import { type Given, textOf, UsageError, type Verb } from './verb.ts'

const verbs = {
  init: async () => (await import('./verbs/init.ts')).init,
  demo: async () => (await import('./verbs/demo.ts')).demo,
  intake: async () => (await import('./verbs/intake.ts')).intake,
  search: async () => (await import('./verbs/search.ts')).search,
  status: async () => (await import('./verbs/status.ts')).status,
  verify: async () => (await import('./verbs/verify.ts')).verify,
  serve: async () => (await import('./verbs/serve.ts')).serve,
  start: async () => (await import('./verbs/start.ts')).start,
} satisfies Record<string, () => Promise<Verb>>
type VerbName = keyof typeof verbs

const isVerb = (name: string | undefined): name is VerbName => name !== undefined && Object.hasOwn(verbs, name)

const common = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** @throws UsageError */
function read(verb: Verb, args: string[]): Given | 'help' {
  let parsed
  try {
    parsed = parseArgs({ args, options: { ...verb.options, ...common }, allowPositionals: true, strict: true })
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
  const values: Given['values'] = {}
  for (const [name, value] of Object.entries(parsed.values)) if (!Array.isArray(value)) values[name] = value
  if (values['help']) return 'help'
  const words = parsed.positionals
  if (verb.words === 'none' && words[0] !== undefined) throw new UsageError(words[0])
  if (verb.words === 'needed' && words.length === 0) throw new UsageError(say('usage.wordsMissing'))
  const data = textOf(values, 'data')
  if (data === '') throw new UsageError('--data')
  return { values, words, json: values['json'] === true, folder: resolve(data ?? verb.folder(values)) }
}

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    put(isVerb(rest[0]) ? say(`usage.${rest[0]}`) : say('usage.all'))
    return name === undefined ? 2 : 0
  }
  if (!isVerb(name)) {
    tell(say('usage.unknown', { name }))
    tell(say('usage.all'))
    return 2
  }
  const verb = await verbs[name]()
  try {
    const given = read(verb, rest)
    if (given === 'help') {
      put(say(`usage.${name}`))
      return 0
    }
    return await verb.run(given)
  } catch (error) {
    if (error instanceof UsageError) {
      tell(say('usage.wrong', { what: error.message }))
      tell(say(`usage.${name}`))
      return 2
    }
    tell(sentenceOf(error))
    return 1
  }
}

// A reader that has seen enough (`| head`) closes the pipe: nothing more to say, and no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
// Started under another Node: when that one is killed, this one must not stay behind.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
process.exitCode = await main(process.argv.slice(2))
