/**
 * Who is calling. The host makes one caller for each window, browser page or command-line connection it
 * serves; the session lives here, in the core, and the page never says who it is.
 *  1. A session that is over, or whose person left the keyboard for too long, is gone at the next look.
 *  2. Its keys are wiped with it. What still runs for the person is cut when they were shut out, signed out, or
 *     somebody else came; on a hot desk also at the lock.
 *  3. On a hot desk nobody's place is kept.
 */
import type { Role } from '#contract/permissions.ts'

/** A person who has shown their password or PIN on this caller. Name and roles are those of the directory now. */
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
  /** Aborted when what runs for the person who is here must stop. */
  cut(): AbortSignal
  /** Whether somebody is here, or what somebody began before the lock goes on. */
  isWatched(): boolean
  /** Who locked this window and is expected back. */
  lockedBy(): string | null
  /** Somebody is at the keyboard. */
  touch(): void
  /** When the window locks by itself, UTC milliseconds; null where it does not. */
  lockAt(): number | null
  enter(session: Session): void
  leave(keepPlace: boolean): void
}

/** The machine's side: its clock and settings, and who is told of comings and goings. */
export interface Presence {
  now(): number
  /** How long nobody may be at the keyboard, milliseconds. */
  idleMs(): number
  hotDesk(): boolean
  /** Somebody came: from now on it is looked now and then whether they are still here. */
  entered(caller: Caller): void
  left(): void
}

/** A room without a clock: nobody is ever away. */
const unwatched: Presence = {
  now: () => 0,
  idleMs: () => Number.POSITIVE_INFINITY,
  hotDesk: () => false,
  entered: () => {},
  left: () => {},
}

interface Stay {
  session: Session
  cut: AbortController
  touchedAt: number
}

/** `onLeft` is told whenever somebody who was here no longer is, whatever the reason. */
export function createCaller(
  kind: Caller['kind'],
  localPaths: boolean,
  onLeft: () => void = () => {},
  presence = unwatched,
): Caller {
  let current: Stay | null = null
  /** Who locked: what they had begun goes on until somebody else comes. */
  let former: Stay | null = null
  let locked: string | null = null

  /** A verb of the command line ends by itself: nobody walks away from it. */
  const idles = kind !== 'cli'

  function end(keepPlace: boolean, cutOff: boolean): void {
    if (!current) return
    const stay = current
    current = null
    locked = keepPlace ? stay.session.person.id : null
    stay.session.wipe()
    former = cutOff ? null : stay
    if (cutOff) stay.cut.abort()
    presence.left()
    onLeft()
  }

  function letFormerGo(): void {
    former?.cut.abort()
    former = null
  }

  /** A clock that was set back begins the count anew. */
  function lockAt(stay: Stay): number {
    stay.touchedAt = Math.min(stay.touchedAt, presence.now())
    return stay.touchedAt + presence.idleMs()
  }

  const lock = (): void => end(!presence.hotDesk(), presence.hotDesk())

  const caller: Caller = {
    kind,
    localPaths,
    session() {
      if (former?.session.isOver()) letFormerGo()
      if (current?.session.isOver()) end(false, true)
      else if (current && idles && presence.now() >= lockAt(current)) lock()
      return current?.session ?? null
    },
    cut: () => current?.cut.signal ?? AbortSignal.abort(),
    isWatched: () => current !== null || former !== null,
    lockedBy: () => locked,
    touch() {
      if (current) current.touchedAt = presence.now()
    },
    lockAt: () => (current && idles && Number.isFinite(presence.idleMs()) ? lockAt(current) : null),
    enter(session) {
      const { id } = session.person
      if (former?.session.person.id !== id) letFormerGo()
      if (current?.session.person.id === id) current.session.wipe()
      else end(false, true)
      // What the same person began before goes on, and is cut with the rest.
      const cut = current?.cut ?? former?.cut ?? new AbortController()
      current = { session, cut, touchedAt: presence.now() }
      former = locked = null
      presence.entered(caller)
    },
    leave(keepPlace) {
      if (keepPlace && current) lock()
      else if (!keepPlace) {
        end(false, true)
        letFormerGo()
        locked = null
      }
      // A lock that is pressed twice keeps the place of the person who locked.
    },
  }
  return caller
}
