/** The command line: finds the verb, reads its options, and turns what went wrong into a sentence and an exit code. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Connect } from './connection.ts'
import { endWithItsReader, put, tell } from './print.ts'
import { say } from './say.ts'
import { sentenceOf } from './sentence.ts'
import type { Verbs } from './verbs.ts'
import { type Given, textOf, UsageError, type Verb } from './verb.ts'

export interface CommandLine {
  verbs: Verbs
  /** What is said where no verb is named. */
  usage: string
  connect: Connect
}

const common = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** @throws UsageError */
function read(verb: Verb, args: string[], connect: Connect): Given | 'help' {
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
  const folder = resolve(data ?? verb.folder(values))
  return { values, words, json: values['json'] === true, folder, connect: () => connect(folder) }
}

async function runVerb(name: string, verb: Verb, args: string[], connect: Connect): Promise<number> {
  try {
    const given = read(verb, args, connect)
    if (given !== 'help') return await verb.run(given)
    put(say(`usage.${name}`))
    return 0
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

/** Does what is asked; gives the exit code. */
export async function commandLine(args: string[], { verbs, usage, connect }: CommandLine): Promise<number> {
  endWithItsReader()
  const verbOf = (name = '') => (Object.hasOwn(verbs, name) ? verbs[name] : undefined)
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    put(verbOf(rest[0]) ? say(`usage.${rest[0]}`) : usage)
    return name === undefined ? 2 : 0
  }
  const load = verbOf(name)
  if (load) return runVerb(name, await load(), rest, connect)
  tell(say('usage.unknown', { name }))
  tell(usage)
  return 2
}
