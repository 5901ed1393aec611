/** Which spaces a person reaches at this moment, by the roles that the directory gives them; person by person, the core. */
import { Refusal } from '#contract/errors.ts'
import { spacesReached } from '#contract/permissions.ts'
import type { Session } from '../caller.ts'
import type { Directory } from './directory.rules.ts'

/** Asked for anew at each call: a change of roles acts at once. Nobody reaches nothing. */
export type ReachOf = (session: Session | null) => string[]

export const reachOf = (session: Session | null, { spaces }: Pick<Directory, 'spaces'>): string[] =>
  spacesReached(session?.roles ?? [], [...spaces.keys()])

/** @throws Refusal space-closed, alike for a space that there is not and for one out of reach */
export function demandReached(space: string, reached: readonly string[]): void {
  if (!reached.includes(space)) throw new Refusal('space-closed', { space, reached: reached.join(', ') })
}
