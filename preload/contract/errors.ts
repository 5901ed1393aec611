/**
 * The closed list of refusals: answers that the user can act on. Codes cross the door, sentences do not;
 * each code has its sentence in `resources/i18n/<language>/refusals.json`.
 */
import type { ErrorMap } from '@orpc/contract'
import * as z from 'zod'

const plain = z.object({})

/** Every refusal of the product, with what it tells besides its code. */
export const refusals = {
  // The road: any procedure can answer these.
  'signed-out': plain,
  forbidden: z.object({ needs: z.string() }),
  'bad-input': plain,
  closed: plain,
  internal: z.object({ number: z.string() }),
  /** Another program holds the database; nothing was changed. */
  busy: plain,
  // The door.
  'wrong-credentials': z.object({ waitMs: z.number() }),
  'too-soon': z.object({ waitMs: z.number() }),
  'already-organised': plain,
  'weak-password': z.object({ least: z.number() }),
  'wrong-recovery': plain,
  /** The code of a sheet that a newer one has replaced. */
  'old-recovery': plain,
  /** The sheet is right, and nobody who administers is left; `left`: how many people are not revoked. */
  'no-administrator': z.object({ left: z.number() }),
  /** An administrator chose this password: it lets nobody in until it is changed. */
  'password-due': plain,
  'password-same': plain,
  suspended: plain,
  'code-wrong': z.object({ waitMs: z.number() }),
  'code-expired': plain,
  'pin-wrong': z.object({ left: z.number() }),
  /** No PIN opens here: none was set since the start, or five were wrong. The password does. */
  'pin-off': plain,
  'weak-pin': plain,
  // People.
  'login-taken': z.object({ login: z.string() }),
  'last-administrator': plain,
  'not-yourself': plain,
  'person-revoked': plain,
  'not-this-machine': plain,
  // The data folder and its database.
  'data-on-network-share': z.object({ folder: z.string() }),
  'data-read-only': z.object({ folder: z.string() }),
  'data-in-use': z.object({ folder: z.string() }),
  'database-newer': z.object({ found: z.string() }),
  'database-damaged': z.object({ file: z.string(), backup: z.string().nullable() }),
  'data-format-unknown': z.object({ file: z.string() }),
  'disk-full': plain,
  // The loopback host.
  'port-taken': z.object({ port: z.number() }),
  // Copies: each tells the folder or the file that it is about.
  'copy-no-folder': z.object({ path: z.string() }),
  'copy-not-writable': z.object({ path: z.string() }),
  'copy-no-room': z.object({ path: z.string() }),
  'copy-too-big': z.object({ path: z.string() }),
  'copy-vanished': z.object({ path: z.string() }),
  'copy-in-data': z.object({ path: z.string() }),
  'copy-not-ours': z.object({ path: z.string() }),
  'copy-unsound': z.object({ path: z.string() }),
  'copy-running': z.object({ path: z.string() }),
  'copy-missing': z.object({ path: z.string() }),
  'copy-foreign': z.object({ path: z.string() }),
  'copy-newer': z.object({ path: z.string() }),
  'copy-damaged': z.object({ path: z.string() }),
  'copy-locked': z.object({ path: z.string() }),
  'copy-place-taken': z.object({ path: z.string() }),
  // Papers.
  'not-found': plain,
  'query-empty': plain,
  'query-too-long': z.object({ most: z.number() }),
  'query-only-exclusions': plain,
  'query-open-quote': plain,
  'file-too-big': z.object({ name: z.string(), mostBytes: z.number() }),
  'file-empty': z.object({ name: z.string() }),
  'file-is-folder': z.object({ name: z.string() }),
  'file-unreadable': z.object({ name: z.string() }),
  'file-changed': z.object({ name: z.string() }),
  'upload-unknown': plain,
  'not-here': plain,
  'nothing-to-retry': plain,
  /** Of class C3: its contents are shown after an opening, which is recorded. */
  'special-closed': plain,
  /** What everybody reads holds no data of class C3. */
  'special-in-common': plain,
  /** No such space, or not one that this person reaches; `reached` names those that are. */
  'space-closed': z.object({ space: z.string(), reached: z.string() }),
  // Records and their histories.
  /** Somebody has changed the same since; nothing was taken back. Who is empty for the machine itself. */
  'changed-since': z.object({ by: z.string(), at: z.number() }),
  /** A field has other versions than those among which the person chose; who wrote the record last is told. */
  'versions-changed': z.object({ by: z.string(), at: z.number() }),
  'not-undoable': plain,
  'not-yours': plain,
} satisfies Record<string, z.ZodType>

export type RefusalCode = keyof typeof refusals
export type RefusalData<C extends RefusalCode> = z.infer<(typeof refusals)[C]>

/** What every procedure may answer, whatever it declares. */
export const roadRefusals = [
  'signed-out',
  'forbidden',
  'bad-input',
  'closed',
  'internal',
  'busy',
  'disk-full',
  'database-damaged',
] as const

type MapOf<C extends RefusalCode> = { [K in C | (typeof roadRefusals)[number]]: { data: (typeof refusals)[K] } }

/** The error map that oRPC wants, for the given codes and those of the road. */
export function refusalMap<C extends RefusalCode>(codes: readonly C[]): MapOf<C> {
  const map: ErrorMap = {}
  for (const code of [...roadRefusals, ...codes]) map[code] = { data: refusals[code] }
  return map as MapOf<C>
}

/** A refusal, thrown by services and rules; the road turns it into its code. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C
  readonly data: RefusalData<C>
  constructor(code: C, ...data: RefusalData<C> extends Record<string, never> ? [] : [RefusalData<C>]) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.data = (data[0] ?? {}) as RefusalData<C>
  }
}
