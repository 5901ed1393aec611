/** A person who is in: who they are is asked of the directory each time, so that a change acts at once. */
import type { Session } from '../../caller.ts'
import type { PersonKeys } from '../../identity/keyring.ts'
import type { Directory } from '../../identity/directory.rules.ts'

/** Keys are the session's from here on; `ended` is told when they are wiped. */
export function createSession(
  id: string,
  keys: PersonKeys,
  directory: () => Directory,
  since: number,
  ended: (session: Session) => void,
): Session {
  const signPublic = keys.sign.publicKey.toString('hex')
  const known = () => directory().people.get(id)
  const session: Session = {
    get person() {
      const { login = '', name = '', office = '' } = known() ?? {}
      return { id, login, name, office }
    },
    get roles() {
      return known()?.roles ?? []
    },
    since,
    isOver() {
      const person = known()
      return person?.sign !== signPublic || person.state !== 'active'
    },
    wipe() {
      keys.wipe()
      ended(session)
    },
  }
  return session
}
