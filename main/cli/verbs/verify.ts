/** `verify`: reads everything again and says what does not fit; exit code 1 when something does not. */
import { defaultDataFolder } from '#core/lib/places.ts'
import { endProgress, plain, progress, put, putJson, tell } from '../print.ts'
import { say } from '../say.ts'
import { signedIn } from '../signIn.ts'
import type { Verb } from '../verb.ts'

export const verify: Verb = {
  options: { user: { type: 'string' } },
  words: 'none',
  folder: () => defaultDataFolder(),
  async run(given) {
    const { ok, problems } = await signedIn(given, async (api) => {
      const checking = await api.admin.verify()
      for (;;) {
        const step = await checking.next()
        if (step.done) return step.value
        progress(say('verify.checking', step.value))
      }
    })
    endProgress()
    if (given.json) putJson({ ok, problems })
    else if (ok) put(say('verify.ok'))
    else for (const problem of problems) put(say(`verify.${problem.kind}`, { what: plain(problem.what) }))
    if (!ok) tell(say('verify.problems', { count: problems.length }))
    return ok ? 0 : 1
  },
}
