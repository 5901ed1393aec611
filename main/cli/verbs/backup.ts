/** `backup`: an encrypted copy of this machine, in a folder or as the file that is named. */
import { resolve } from 'node:path'
import { defaultDataFolder } from '#core/lib/places.ts'
import { endProgress, plain, progress, put, putJson, tell } from '../print.ts'
import { say } from '../say.ts'
import { signedIn } from '../signIn.ts'
import { textOf, UsageError, type Verb } from '../verb.ts'

const percent = (done: number, of: number): number => (of > 0 ? Math.floor((100 * done) / of) : 0)

export const backup: Verb = {
  options: { user: { type: 'string' }, out: { type: 'string' } },
  words: 'none',
  folder: () => defaultDataFolder(),
  async run(given) {
    const out = textOf(given.values, 'out')
    if (!out) throw new UsageError(say('usage.missing', { name: '--out' }))
    const { file, bytes, files, missing } = await signedIn(given, async (api) => {
      const making = await api.copies.make({ to: resolve(out), as: 'any' })
      for (;;) {
        const step = await making.next()
        if (step.done) return step.value
        const { stage, done, of } = step.value
        progress(say(`backup.${stage}`, { percent: percent(done, of) }))
      }
    })
    endProgress()
    if (given.json) putJson({ file })
    else put(say('backup.done', { file: plain(file), count: files, megabytes: Math.ceil(bytes / 1e6) }))
    if (missing > 0) tell(say('backup.missing', { count: missing }))
    return 0
  },
}
