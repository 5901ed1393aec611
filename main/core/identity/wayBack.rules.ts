/**
 * What the printed sheet says of somebody who comes back: new keys, no suspension any more, and, where nobody
 * administers, the administrator's role. It needs no kind of statement of its own, so every program of this format
 * judges it alike, by the rules of `authority.rules.ts`:
 *  1. Only the sheet in force is heard: the word of a replaced one counts for nothing, whatever it claims to have
 *     seen, and so does a forged one, one of another organisation, and one that is said again.
 *  2. It is said after everything that was known where it was said, also after what counts for nothing, and undoes
 *     every taking among it: no word that a shut-out administrator left there stands beside it and ends it.
 *  3. A taking that it had not seen wins over it like over everything, if its signer still had a say or was shut out
 *     at the same time as they shut out: the sheet is used once more then, having seen that taking too.
 *  4. A revocation is for good: whoever comes back after one is somebody new.
 */
import type { Directory, RefusedReason } from './directory.rules.ts'
import type { Saying } from './say.ts'

interface Returning {
  id: string
  login: string
  name: string
  office: string
  /** Public keys, hex. */
  sign: string
  box: string
}

export function returnSayings(
  { id: person, login, name, office, sign, box }: Returning,
  administer: boolean,
): Saying[] {
  return [
    { kind: 'person', person, login, name, office, sign, box },
    // Also where no suspension counts: one that is overruled here may come to count with what arrives later.
    { kind: 'readmitted', person },
    ...(administer ? [{ kind: 'role', person, role: 'administrator' } as const] : []),
  ]
}

/** Refused, and yet statements of this organisation with all their past. */
const placed: readonly RefusedReason[] = ['overruled', 'unauthorised', 'pointless', 'newer']
/** As many as a statement may name. */
const mostNamed = 1000

/** What the sheet's word is said after. */
export function seenBy({ frontier, refused }: Directory): string[] {
  const others = refused.filter(({ reason }) => placed.includes(reason)).map(({ id }) => id)
  return [...new Set([...frontier, ...others])].slice(0, mostNamed)
}

/** Whether it came to what was said: who has come back is in, with these keys, and administers if they were to. */
export function hasReturned(directory: Directory, { id, sign }: Returning, administer: boolean): boolean {
  const person = directory.people.get(id)
  if (person?.sign !== sign || person.state !== 'active') return false
  return !administer || person.roles.includes('administrator')
}
