import type { Announcement } from '#contract/events.ts'
import { mayDo } from '#contract/permissions.ts'
import type { Caller } from '../../caller.ts'
import type { Announcer } from '../../lib/announcer.ts'
import type { Service } from '../../road.ts'

/** Titles of papers only for who may read papers at this moment: a page goes on listening after a sign-out. */
function asSeenBy(caller: Caller, announcement: Announcement): Announcement {
  if (announcement.kind !== 'reading') return announcement
  if (mayDo(caller.session()?.roles ?? [], 'documents.read')) return announcement
  return { ...announcement, running: announcement.running.map((paper) => ({ ...paper, title: '' })) }
}

export function newsService(deps: { announcer: Announcer }): Service<'news'> {
  return {
    async *listen(_input, { caller, signal }) {
      for await (const announcement of deps.announcer.listen(signal)) yield asSeenBy(caller, announcement)
    },
  }
}
