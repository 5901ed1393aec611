/** Who is in at this machine, with their opened keys; and the eye that sees when somebody no longer is. */
import type { Caller, Presence, Session } from '../../caller.ts'
import type { DoorFile } from '../../identity/doorFile.ts'
import type { PersonKeys } from '../../identity/keyring.ts'
import type { Directory } from '../../identity/directory.rules.ts'
import type { Clock } from '../../lib/clock.ts'
import { createSession } from './session.ts'

export interface Sessions {
  presence: Presence
  /** A session of a person whose keys are open; the keys are the session's from here on. */
  open(person: string, keys: PersonKeys): Session
  /** Null for a session that has ended. */
  keysOf(session: Session): PersonKeys | null
  /** Ends the sessions of whoever is no longer let in, or left the keyboard for too long. */
  sweep(): void
  close(): void
}

export interface SessionsDeps {
  clock: Clock
  directory(): Directory
  file(): DoorFile | null
  /** Somebody who was here no longer is. */
  left(): void
}

/** The idle lock is never later than this. */
const sweepEveryMs = 5_000

export function createSessions({ clock, directory, file, left }: SessionsDeps): Sessions {
  const keysBySession = new Map<Session, PersonKeys>()
  const callers = new Set<Caller>()

  function sweep(): void {
    // To look is enough: a session that is over ends at the next look.
    for (const caller of [...callers]) {
      caller.session()
      if (!caller.isWatched()) callers.delete(caller)
    }
  }
  const timer = setInterval(sweep, sweepEveryMs)
  timer.unref()

  return {
    presence: {
      now: () => clock.now(),
      idleMs: () => (file()?.terminal.idleMinutes ?? Number.POSITIVE_INFINITY) * 60_000,
      hotDesk: () => file()?.terminal.hotDesk ?? false,
      entered: (caller) => void callers.add(caller),
      left,
    },
    open(person, keys) {
      const session = createSession(person, keys, directory, clock.now(), (over) => keysBySession.delete(over))
      keysBySession.set(session, keys)
      return session
    },
    keysOf: (session) => keysBySession.get(session) ?? null,
    sweep,
    close() {
      clearInterval(timer)
      for (const session of [...keysBySession.keys()]) session.wipe()
      callers.clear()
    },
  }
}
