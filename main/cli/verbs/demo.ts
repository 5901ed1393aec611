/** `demo`: the demo cooperative, filled through the real intake. */
import { demoDataFolder } from '#core/lib/places.ts'
import { endProgress, progress, put, putJson, tell } from '../print.ts'
import { say } from '../say.ts'
import { connected } from '../signIn.ts'
import { type Values, type Verb, wholeOf } from '../verb.ts'

/** What the demo is asked for, from the options of `demo`, `serve --demo` and `start --demo`. */
export const demoWish = (values: Values): { papers?: number; seed?: number } => ({
  papers: wholeOf(values, 'papers', 0, 500),
  seed: wholeOf(values, 'seed', 0, 2 ** 31 - 1),
})

export const demo: Verb = {
  options: { members: { type: 'string' }, papers: { type: 'string' }, seed: { type: 'string' } },
  words: 'none',
  folder: demoDataFolder,
  async run(given) {
    const wish = demoWish(given.values)
    if (wholeOf(given.values, 'members', 0, 100_000) !== undefined) tell(say('demo.noMembers'))
    const made = await connected(given, async (api) => {
      const filling = await api.door.demo(wish)
      for (;;) {
        const step = await filling.next()
        if (step.done) return step.value
        progress(say('demo.filling', step.value))
      }
    })
    endProgress()
    if (given.json) putJson(made.counts)
    else put(say('demo.done', { folder: given.folder, login: made.login, password: made.password }))
    return 0
  },
}
