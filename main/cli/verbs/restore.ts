/** `restore`: makes an empty data folder the machine that a copy was taken of. */
import { resolve } from 'node:path'
import { defaultDataFolder } from '#core/lib/places.ts'
import { givenPassword } from '../password.ts'
import { endProgress, plain, progress, put, putJson } from '../print.ts'
import { say } from '../say.ts'
import { connected } from '../signIn.ts'
import { textOf, UsageError, type Verb } from '../verb.ts'

export const restore: Verb = {
  options: { user: { type: 'string' }, in: { type: 'string' } },
  words: 'none',
  folder: () => defaultDataFolder(),
  async run(given) {
    const from = textOf(given.values, 'in')
    if (!from) throw new UsageError(say('usage.missing', { name: '--in' }))
    const file = resolve(from)
    const login = textOf(given.values, 'user') ?? null
    const taken = await connected(given, async (api) => {
      const taking = await api.copies.takeBack({ file, login, secret: await givenPassword() })
      for (;;) {
        const step = await taking.next()
        if (step.done) return step.value
        const { done, of } = step.value
        progress(say('restore.taking', { percent: of > 0 ? Math.floor((100 * done) / of) : 0 }))
      }
    })
    endProgress()
    if (given.json) putJson({ file })
    else {
      const { organisation, files } = taken
      put(say('restore.done', { organisation: plain(organisation), count: files, folder: given.folder }))
    }
    return 0
  },
}
