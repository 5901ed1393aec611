/** The command line of the installed program: the same verbs, with the core in its utility process. */
import { existsSync, realpathSync } from 'node:fs'
import { leave, openVerbCore, stayWithoutScreen } from '../electron/verbCore.ts'
import { commandLine } from './commandLine.ts'
import { type Connection, reachOr } from './connection.ts'
import { tell } from './print.ts'
import { say } from './say.ts'
import { pageVerbs, verbsOfTheCore } from './verbs.ts'

async function connect(folder: string): Promise<Connection> {
  // Where there is no folder yet, nobody runs on it.
  const real = existsSync(folder) ? realpathSync(folder) : folder
  return reachOr(real, () => openVerbCore(real))
}

async function answer(words: string[]): Promise<number> {
  const [name = ''] = words
  if (!pageVerbs.has(name)) {
    const usage = say('usage.all', { first: say('usage.ofWindow') })
    return commandLine(words, { verbs: verbsOfTheCore, usage, connect })
  }
  tell(say('usage.noPage', { name }))
  return 2
}

/** Not to be awaited before the program is ready: it becomes so only when its entry has been read to its end. */
export async function answerVerb(words: string[]): Promise<void> {
  stayWithoutScreen()
  await leave(await answer(words))
}
