/**
 * Who is calling. The host makes one caller for each window, browser page or command-line connection it
 * serves; the session lives here, in the core, and the page never says who it is.
 */
import type { Role } from '#contract/permissions.ts'

/** A person who has shown their password on this caller. */
export interface Session {
  person: { id: string; login: string; name: string; office: string }
  roles: readonly Role[]
  since: number
  /** The person's opened keys; wiped at the end of the session. */
  wipe(): void
}

export interface Caller {
  readonly kind: 'electron' | 'loopback' | 'cli'
  /** Whether a path that this caller names is a path of this machine (never true for a browser page). */
  readonly localPaths: boolean
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
    session: () => current,
    lockedBy: () => locked,
    enter(session) {
      current?.wipe()
      current = session
      locked = null
    },
    leave(keepPlace) {
      locked = keepPlace ? (current?.person.id ?? locked) : null
      current?.wipe()
      current = null
    },
  }
}
