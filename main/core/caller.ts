/**
 * Who is calling. The host makes one caller for each window, browser page or command-line connection it
 * serves; the session lives here, in the core, and the page never says who it is.
 */
import type { Role } from '#contract/permissions.ts'

/** A person who has shown their password on this caller. Name and roles are those of the directory now. */
export interface Session {
  readonly person: { id: string; login: string; name: string; office: string }
  readonly roles: readonly Role[]
  readonly since: number
  /** Whether the directory no longer knows this person with these keys, or the machine is closed. */
  isOver(): boolean
  /** The person's opened keys; wiped at the end of the session. */
  wipe(): void
}

export interface Caller {
  readonly kind: 'electron' | 'loopback' | 'cli'
  /** Whether a path that this caller names is a path of this machine (never true for a browser page). */
  readonly localPaths: boolean
  /** Who is here at this moment; looked up on every call, never kept by a service that waits. */
  session(): Session | null
  /** Who locked this window and is expected back. */
  lockedBy(): string | null
  enter(session: Session): void
  leave(keepPlace: boolean): void
}

export function createCaller(kind: Caller['kind'], localPaths: boolean): Caller {
  let current: Session | null = null
  let locked: string | null = null
  return {
    kind,
    localPaths,
    session() {
      if (current?.isOver()) {
        current.wipe()
        current = null
      }
      return current
    },
    lockedBy: () => locked,
    enter(session) {
      current?.wipe()
      current = session
      locked = null
    },
    leave(keepPlace) {
      // A lock that is pressed twice keeps the place of the person who locked.
      locked = keepPlace ? (current?.person.id ?? locked) : null
      current?.wipe()
      current = null
    },
  }
}
