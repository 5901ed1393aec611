/** `status`: machines, cursors, waiting changes. */
import { defaultDataFolder } from '#core/lib/places.ts'
import { put, putJson } from '../print.ts'
import { say } from '../say.ts'
import { signedIn } from '../signIn.ts'
import type { Verb } from '../verb.ts'

export const status: Verb = {
  options: { user: { type: 'string' } },
  words: 'none',
  folder: () => defaultDataFolder(),
  async run(given) {
    const { device, spaces, pending, peers, papers, reading } = await signedIn(given, (api) => api.admin.status())
    if (given.json) putJson({ device, spaces, pending, peers })
    else {
      const shared = spaces.length > 0 ? spaces.join(', ') : say('status.noSpaces')
      put(
        say('status.text', {
          device,
          spaces: shared,
          pending,
          peers: peers.length,
          papers,
          reading,
          folder: given.folder,
        }),
      )
    }
    return 0
  },
}
