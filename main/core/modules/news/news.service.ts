import type { Announcement } from '#contract/events.ts'
import { mayDo } from '#contract/permissions.ts'
import type { Caller, Session } from '../../caller.ts'
import type { Announcer } from '../../lib/announcer.ts'
import type { Service } from '../../road.ts'

export interface NewsDeps {
  announcer: Announcer
  /** Which of these papers the person sees, and how many of those that they see wait to be read. */
  reading(papers: readonly string[], session: Session): { seen: ReadonlySet<string>; waiting: number }
}

export function newsService(deps: NewsDeps): Service<'news'> {
  /** What is read is told who sees it at this moment: a page goes on listening after a sign-out. */
  function asSeenBy(caller: Caller, announcement: Announcement): Announcement {
    if (announcement.kind !== 'reading') return announcement
    const session = caller.session()
    if (!session || !mayDo(session.roles, 'documents.read')) return { kind: 'reading', waiting: 0, running: [] }
    const { running } = announcement
    const { seen, waiting } = deps.reading(
      running.map(({ paper }) => paper),
      session,
    )
    return { kind: 'reading', waiting, running: running.filter(({ paper }) => seen.has(paper)) }
  }

  return {
    async *listen(_input, { caller, signal }) {
      for await (const announcement of deps.announcer.listen(signal)) yield asSeenBy(caller, announcement)
    },
  }
}
