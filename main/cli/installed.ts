/** Entry of the program inside Electron: with a verb it answers on the terminal, without one it opens its window. */
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { ownArguments } from '../electron/arguments.ts'
import { verbWords } from './verbs.ts'

enableCompileCache()
const words = verbWords(ownArguments(process.argv), existsSync)
if (words) {
  const { answerVerb } = await import('./installedVerb.ts')
  void answerVerb(words)
} else {
  await import('../electron/start.ts')
}
