/** `rebuild`: makes the rows again from the log of changes, and says whether they were already what it makes. */
import { defaultDataFolder } from '#core/lib/places.ts'
import { endProgress, progress, put, putJson } from '../print.ts'
import { say } from '../say.ts'
import { signedIn } from '../signIn.ts'
import type { Verb } from '../verb.ts'

export const rebuild: Verb = {
  options: { user: { type: 'string' } },
  words: 'none',
  folder: () => defaultDataFolder(),
  async run(given) {
    const result = await signedIn(given, async (api) => {
      const making = await api.admin.rebuild()
      for (;;) {
        const step = await making.next()
        if (step.done) return step.value
        progress(say('rebuild.making', { count: step.value.done }))
      }
    })
    endProgress()
    if (given.json) putJson(result)
    else put(say(result.equal ? 'rebuild.equal' : 'rebuild.mended', { count: result.rows }))
    return 0
  },
}
