/**
 * Leaves to look at papers of class C3. A person opens such a paper on purpose, the opening is recorded, and from
 * then on this session may see it, for a while.
 *  1. A leave belongs to one session and one paper: it is gone with the session, at a lock as at a sign-out.
 *  2. It is over after `leaveMs`, and when the clock was set back.
 *  3. Who asks for contents asks here at each call; nothing is remembered by a page.
 */
import { Refusal } from '#contract/errors.ts'
import type { PaperEntity } from '#db/modules/documents/documents.entity.ts'
import type { Session } from '../../caller.ts'
import type { Clock } from '../../lib/clock.ts'
import { isSpecial } from './paper.rules.ts'

export const leaveMs = 10 * 60_000

type Marked = Pick<PaperEntity, 'id' | 'confidentiality'>

export interface Leaves {
  /** @returns until when, UTC milliseconds */
  give(session: Session, paper: string): number
  /** Until when this session may see the paper; null where it may not. */
  until(session: Session | null, paper: string): number | null
  /** Whether the paper's contents are hidden from this session. */
  isClosed(session: Session | null, paper: Marked): boolean
  /** @throws Refusal special-closed */
  demand(session: Session | null, paper: Marked): void
}

export function createLeaves(clock: Clock): Leaves {
  /** By paper, the moment at which each leave was given. */
  const given = new WeakMap<Session, Map<string, number>>()

  const leaves: Leaves = {
    give(session, paper) {
      const now = clock.now()
      const papers = given.get(session) ?? new Map<string, number>()
      given.set(session, papers.set(paper, now))
      return now + leaveMs
    },
    until(session, paper) {
      const at = session && given.get(session)?.get(paper)
      const now = clock.now()
      return typeof at === 'number' && at <= now && now < at + leaveMs ? at + leaveMs : null
    },
    isClosed: (session, paper) => isSpecial(paper) && leaves.until(session, paper.id) === null,
    demand(session, paper) {
      if (leaves.isClosed(session, paper)) throw new Refusal('special-closed')
    },
  }
  return leaves
}
