/** The door: first start, signing in and out. All of it is callable by anyone, for nobody is known yet. */
import * as z from 'zod'
import { long, query, work } from './define.ts'
import { commonSpace } from './permissions.ts'
import { id, moment, space } from './shared.ts'

/** The fewest characters of a password (NIST SP 800-63B rev. 4 asks for length, not for kinds of character). */
export const leastPassword = 12

const who = z.object({ id, login: z.string(), name: z.string(), office: z.string() })

/** Somebody who has signed in at this machine, and when they last did; `pin`: theirs opens now, without the password. */
const tile = who.extend({ pin: z.boolean(), seenAt: moment.nullable() })
export type PersonTile = z.infer<typeof tile>

/** Where papers lie that come in at a terminal for which nobody has said it otherwise. */
export const firstSpaceOfPapers = 'direzione'

/** How this terminal is used; a setting of the machine, not of a person. */
export const terminal = z.object({
  /** Minutes without anybody at the keyboard after which the core locks. */
  idleMinutes: z.number().int().min(1).max(240),
  /** Shared by many: lock and switch leave nothing of the former person; nobody's place is kept. */
  hotDesk: z.boolean(),
  /** Where papers lie that are taken in here, unless somebody chooses; never what everybody reads (design.md §6). */
  space: space.refine((id) => id !== commonSpace),
})
export type Terminal = z.infer<typeof terminal>

/** Exactly six digits. */
export const pinDigits = 6
/** Wrong PINs after which the password is asked. */
export const mostPinTries = 5

export const look = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  type: z.enum(['normal', 'large']),
  language: z.enum(['it', 'en']),
})
export type Look = z.infer<typeof look>

export const doorState = z.object({
  /** `new`: no organisation here yet. `shut`: nobody is signed in on this window. `in`: somebody is. */
  stage: z.enum(['new', 'shut', 'in']),
  organisation: z.string().nullable(),
  demo: z.boolean(),
  machine: z.string(),
  /** Who has signed in here before, whoever founded the organisation first; others type their login. */
  people: z.array(tile),
  person: who
    .extend({
      pin: z.boolean(),
      roles: z.array(z.string()),
      permissions: z.array(z.string()),
      /** The spaces whose papers this person sees. */
      spaces: z.array(z.string()),
    })
    .nullable(),
  terminal,
  /** Who locked this window and is expected back; null after a sign-out. */
  lockedBy: id.nullable(),
  /** The door opens again at this moment after wrong tries; null when it is not shut for that. */
  waitUntil: moment.nullable(),
  look,
  host: z.object({ kind: z.enum(['electron', 'loopback', 'cli']), localPaths: z.boolean() }),
})
export type DoorState = z.infer<typeof doorState>

export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)
export const password = z.string().max(1024)
export const personName = z.string().trim().min(1).max(120)
export const office = z.string().trim().max(80).default('')
const pin = z.string().regex(/^\d{6}$/)

export const founding = z.object({
  organisation: z.string().trim().min(1).max(200),
  machine: z.string().trim().min(1).max(60),
  name: personName,
  office,
  login,
  password,
})
export type Founding = z.input<typeof founding>

export const door = {
  state: query({ needs: 'anyone', output: doorState }),
  /** Makes an organisation on this machine; `recovery` is the key of the printed sheet, shown only now. */
  found: work({
    needs: 'anyone',
    input: founding,
    output: z.object({ org: id, device: id, recovery: z.string() }),
    refusals: ['already-organised', 'weak-password', 'data-read-only'],
  }),
  /** Makes the demo cooperative and fills it; the password of its only person is in the result. */
  demo: long({
    needs: 'anyone',
    input: z.object({ papers: z.number().int().min(0).max(500).default(30), seed: z.number().int().default(1) }),
    progress: z.object({ done: z.number(), of: z.number() }),
    result: z.object({ login: z.string(), password: z.string(), counts: z.record(z.string(), z.number()) }),
    refusals: ['already-organised', 'data-read-only'],
  }),
  /**
   * The first sign-in after a start opens the database. `password-due`: the password is right, and an
   * administrator chose it: sign in again with `next`, the person's own.
   */
  signIn: work({
    needs: 'anyone',
    input: z.object({ login, password, next: password.optional() }),
    output: doorState,
    refusals: [
      'wrong-credentials',
      'too-soon',
      'password-due',
      'password-same',
      'weak-password',
      'suspended',
      'database-newer',
      'database-damaged',
      'data-read-only',
    ],
  }),
  /** Opens a one-time code, once: the person chooses the password and is in. Case, spaces and dashes do not matter. */
  redeem: work({
    needs: 'anyone',
    input: z.object({ login, code: z.string().max(100), password }),
    output: doorState,
    refusals: [
      'code-wrong',
      'code-expired',
      'too-soon',
      'weak-password',
      'suspended',
      'database-newer',
      'database-damaged',
      'data-read-only',
    ],
  }),
  /** By PIN to the session of somebody who gave the password here since the start; who was in is out at once. */
  switch: work({
    needs: 'anyone',
    input: z.object({ person: id, pin }),
    output: doorState,
    refusals: ['pin-wrong', 'pin-off'],
  }),
  /** The PIN of the person who is in, in memory until the program ends; asks the password once more. */
  setPin: work({
    needs: 'signed-in',
    input: z.object({ pin, password }),
    output: z.object({}),
    refusals: ['weak-pin', 'wrong-credentials', 'too-soon', 'data-read-only'],
  }),
  removePin: work({ needs: 'signed-in', output: z.object({}) }),
  /** Somebody is at the keyboard: the idle lock begins to count anew. `lockAt` is when it would lock. */
  here: query({ needs: 'signed-in', output: z.object({ lockAt: moment.nullable() }) }),
  setTerminal: work({
    needs: 'admin.machine',
    input: terminal.partial(),
    output: terminal,
    refusals: ['data-read-only', 'space-closed'],
  }),
  /** Ends the session; `keepPlace` is the lock: the same person is asked back (on a hot desk nobody is). */
  signOut: work({ needs: 'anyone', input: z.object({ keepPlace: z.boolean().default(false) }), output: doorState }),
  changePassword: work({
    needs: 'signed-in',
    input: z.object({ current: password, next: password }),
    output: z.object({}),
    refusals: ['wrong-credentials', 'too-soon', 'weak-password', 'data-read-only'],
  }),
  /**
   * With the printed sheet: a new password and new keys for a person who lost theirs, or was suspended.
   * `no-administrator`: nobody administers any more, and nothing was changed; with `administer` the person becomes
   * the administrator. Where it says that nobody is left at all, a `newcomer` with this login does.
   */
  recover: work({
    needs: 'anyone',
    input: z.object({
      login,
      recovery: z.string().max(400),
      password,
      administer: z.boolean().default(false),
      newcomer: z.object({ name: personName, office }).optional(),
    }),
    output: doorState,
    refusals: [
      'wrong-recovery',
      'old-recovery',
      'no-administrator',
      'too-soon',
      'weak-password',
      'wrong-credentials',
      'database-newer',
      'database-damaged',
      'data-read-only',
    ],
  }),
  /** When the recovery sheet in force was made. */
  sheet: query({ needs: 'admin.people', output: z.object({ madeAt: moment }) }),
  /** The code of a new sheet, shown only now: nothing counts of it, and the old one is good, until it is confirmed. */
  prepareSheet: work({
    needs: 'admin.people',
    output: z.object({
      recovery: z.string(),
      /** Of the organisation's root key, as `admin.machine` shows it. */
      fingerprint: z.string(),
    }),
  }),
  /**
   * Makes the prepared sheet the one that counts, once at least two of its groups were read back from the paper;
   * `place` counts from 0. `left`: keys that this machine does not hold, which the new sheet does not open.
   * `not-found`: no sheet was prepared since this person came in.
   */
  confirmSheet: work({
    needs: 'admin.people',
    input: z.object({
      groups: z.array(z.object({ place: z.number().int().min(0), group: z.string().max(40) })).max(20),
    }),
    output: z.object({ left: z.number().int() }),
    refusals: ['not-found', 'wrong-recovery', 'data-read-only'],
  }),
  /** Theme, type size and language of this machine's door, and of the person who is in. */
  setLook: work({ needs: 'anyone', input: look.partial(), output: look, refusals: ['data-read-only'] }),
}
