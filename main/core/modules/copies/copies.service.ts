/** Copie di sicurezza: what the page and the command line ask. */
import { Refusal } from '#contract/errors.ts'
import type { CopyMade, CopyProgress } from '#contract/copies.contract.ts'
import type { Announcer } from '../../lib/announcer.ts'
import type { Clock } from '../../lib/clock.ts'
import { streamed } from '../../lib/streamed.ts'
import type { Service } from '../../road.ts'
import type { Door } from '../door/door.ts'
import type { Copies } from './copies.ts'
import { dueAt } from './copies.rules.ts'
import { drives } from './drives.ts'
import { copiesIn } from './folder.ts'
import { takeBack, type TakenBack } from './takeBack.ts'

export interface CopiesServiceDeps {
  copies: Copies
  door: Door
  clock: Clock
  announcer: Pick<Announcer, 'changed'>
}

export function copiesService({ copies, door, clock, announcer }: CopiesServiceDeps): Service<'copies'> {
  return {
    state() {
      const { plan, last, failure, restored } = copies.kept()
      return {
        plan,
        dueAt: plan && dueAt(plan, last?.at ?? null, clock.now()),
        last,
        failure,
        running: copies.isRunning(),
        restored: restored && { at: restored.at, madeAt: restored.madeAt },
      }
    },
    places: () => drives(),
    list({ folder }) {
      const device = door.file()?.device.id
      if (device === undefined) throw new Refusal('closed')
      return copiesIn(folder, device)
    },
    setPlan({ plan }) {
      copies.setPlan(plan)
      return {}
    },
    make: (place, { session, signal }) =>
      streamed<CopyProgress, CopyMade>((tell) =>
        copies.make({ place, person: session?.person.id ?? null, signal }, tell),
      ),
    takeBack: ({ file, login, secret }, { signal }) =>
      streamed<{ done: number; of: number }, TakenBack>(async (tell) => {
        const wish = { file, login, secret, now: clock.now(), signal }
        const taken = await takeBack(door, { ...wish, tell: ({ done, of }) => tell({ done, of }) })
        announcer.changed('door')
        return taken
      }),
  }
}
