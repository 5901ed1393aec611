/** Where a paper that comes in shall lie. */
import { firstSpaceOfPapers } from '#contract/door.contract.ts'
import { spaceOfNew } from '#contract/permissions.ts'
import type { Session } from '../../caller.ts'
import { demandReached, type ReachOf } from '../../identity/reach.rules.ts'
import type { Door } from '../door/door.ts'

/** @throws Refusal space-closed for a wish that this person does not reach */
export type PlaceOf = (wanted: string | undefined, session: Session | null) => string

export function createPlacing(door: Pick<Door, 'file'>, reach: ReachOf): PlaceOf {
  return (wanted, session) => {
    const reached = reach(session)
    if (wanted === undefined) return spaceOfNew(door.file()?.terminal.space ?? firstSpaceOfPapers, reached)
    demandReached(wanted, reached)
    return wanted
  }
}
