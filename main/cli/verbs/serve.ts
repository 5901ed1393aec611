/** `serve`: the loopback host, until it is ended. */
import { defaultDataFolder, demoDataFolder } from '#core/lib/places.ts'
import { servePage } from '../page.ts'
import { type Verb, wholeOf } from '../verb.ts'

export const serve: Verb = {
  options: {
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
    demo: { type: 'boolean' },
    papers: { type: 'string' },
    seed: { type: 'string' },
  },
  words: 'none',
  folder: (values) => (values['demo'] ? demoDataFolder() : defaultDataFolder()),
  run: (given) =>
    servePage(given, {
      port: wholeOf(given.values, 'port', 0, 65_535) ?? 0,
      open: given.values['no-open'] !== true,
      demo: given.values['demo'] === true,
    }),
}
