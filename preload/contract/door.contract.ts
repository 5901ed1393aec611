/** The door: first start, signing in and out. All of it is callable by anyone, for nobody is known yet. */
import * as z from 'zod'
import { long, query, work } from './define.ts'
import { id, moment } from './shared.ts'

/** The fewest characters of a password (NIST SP 800-63B rev. 4 asks for length, not for kinds of character). */
export const leastPassword = 12

/** How often a page may try: `waitMs` is how long the door stays shut after the last wrong try. */
const tile = z.object({ id, login: z.string(), name: z.string(), office: z.string() })
export type PersonTile = z.infer<typeof tile>

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
  people: z.array(tile),
  person: tile.extend({ roles: z.array(z.string()), permissions: z.array(z.string()) }).nullable(),
  /** Who locked this window and is expected back; null after a sign-out. */
  lockedBy: id.nullable(),
  /** The door opens again at this moment after wrong tries; null when it is not shut for that. */
  waitUntil: moment.nullable(),
  look,
  host: z.object({ kind: z.enum(['electron', 'loopback', 'cli']), localPaths: z.boolean() }),
})
export type DoorState = z.infer<typeof doorState>

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)
const password = z.string().max(1024)
const personName = z.string().trim().min(1).max(120)

export const founding = z.object({
  organisation: z.string().trim().min(1).max(200),
  machine: z.string().trim().min(1).max(60),
  name: personName,
  office: z.string().trim().max(80).default(''),
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
  /** The first sign-in after a start opens the database. */
  signIn: work({
    needs: 'anyone',
    input: z.object({ login, password }),
    output: doorState,
    refusals: ['wrong-credentials', 'too-soon', 'database-newer', 'database-damaged', 'data-read-only'],
  }),
  /** Ends the session; `keepPlace` is the lock: the same person is asked back. */
  signOut: work({ needs: 'anyone', input: z.object({ keepPlace: z.boolean().default(false) }), output: doorState }),
  changePassword: work({
    needs: 'signed-in',
    input: z.object({ current: password, next: password }),
    output: z.object({}),
    refusals: ['wrong-credentials', 'too-soon', 'weak-password', 'data-read-only'],
  }),
  /** With the printed sheet: a new password and new keys for a person who lost theirs. */
  recover: work({
    needs: 'anyone',
    input: z.object({ login, recovery: z.string().max(400), password }),
    output: doorState,
    refusals: [
      'wrong-recovery',
      'too-soon',
      'weak-password',
      'wrong-credentials',
      'database-newer',
      'database-damaged',
      'data-read-only',
    ],
  }),
  /** Theme, type size and language of this machine's door, and of the person who is in. */
  setLook: work({ needs: 'anyone', input: look.partial(), output: look, refusals: ['data-read-only'] }),
}
