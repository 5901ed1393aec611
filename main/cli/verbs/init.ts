/** `init`: a new organisation on this machine. */
import { hostname } from 'node:os'
import { defaultDataFolder } from '#core/lib/places.ts'
import { newPassword } from '../password.ts'
import { put, putJson } from '../print.ts'
import { say } from '../say.ts'
import { connected } from '../signIn.ts'
import { textOf, UsageError, type Verb } from '../verb.ts'

export const init: Verb = {
  options: {
    org: { type: 'string' },
    user: { type: 'string' },
    name: { type: 'string' },
    office: { type: 'string' },
    machine: { type: 'string' },
  },
  words: 'none',
  folder: () => defaultDataFolder(),
  async run(given) {
    const organisation = textOf(given.values, 'org')
    const login = textOf(given.values, 'user')
    if (!organisation) throw new UsageError(say('usage.missing', { name: '--org' }))
    if (!login) throw new UsageError(say('usage.missing', { name: '--user' }))
    const founded = await connected(given, async (api) =>
      api.door.found({
        organisation,
        login,
        name: textOf(given.values, 'name') ?? login,
        office: textOf(given.values, 'office') ?? '',
        machine: textOf(given.values, 'machine') ?? hostname().slice(0, 60),
        password: await newPassword(),
      }),
    )
    if (given.json) putJson({ org: founded.org, device: founded.device, recovery: founded.recovery })
    else put(say('init.done', { organisation, folder: given.folder, recovery: founded.recovery }))
    return 0
  },
}
