/**
 * Statements of the directory, format 2: who exists, on which machine, with which role, who holds which space's
 * keys. Each is signed and names what its signer had seen, so that «later» and «at the same time» are told apart
 * without clocks (design.md §6). What they say together is judged in `directory.rules.ts`.
 */
import * as z from 'zod'
import { roleNames } from '#contract/permissions.ts'
import { hash, isSignedBy, sign } from './secrets.ts'

// Lower case only: the same bytes have one writing, so a flipped bit is never the same statement.
const hex = z.string().regex(/^[0-9a-f]{64}$/)
const role = z.enum(roleNames)
const person = z.string().min(1)
const device = z.string().min(1)
const space = z.string().min(1)
const epoch = z.number().int().positive()
/** A sealed box of 32 bytes: a space's secret, or the seed of a sheet's signing key. */
const sealed = z.string().regex(/^[0-9a-f]{160}$/)

const base = {
  org: z.string(),
  /** When its signer's clock said it was, UTC milliseconds: shown to people, proof of nothing. */
  at: z.number().int().nonnegative(),
  /** Ids of the newest statements that its signer had seen: all of them, and what they name, were before. */
  after: z.array(hex).max(1000),
}

const said = <K extends string, S extends z.core.$ZodLooseShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...base, ...shape })

export const statementBody = z.discriminatedUnion('kind', [
  /**
   * The first sheet: `root` is its key to sign, whose seed is `sealed` to its key to receive, `recovery`. A later
   * one of these changes the name alone.
   */
  said('organisation', { name: z.string(), root: hex, recovery: hex, sealed }),
  /** A later one of the same person gives another name or other keys, and ends the keys before. */
  said('person', { person, login: z.string(), name: z.string(), office: z.string(), sign: hex, box: hex }),
  said('role', { person, role }),
  said('role-taken', { person, role }),
  said('suspended', { person }),
  said('readmitted', { person }),
  /** For good: whoever comes back is entered as a new person. */
  said('person-revoked', { person }),
  said('device', { device, name: z.string(), sign: hex, box: hex }),
  /** For good. */
  said('device-revoked', { device }),
  /** A new sheet: its key to sign, with its seed `sealed` to its key to receive, `box`. The sheets before end. */
  said('sheet', { sign: hex, box: hex, sealed }),
  /** A space and the public key of one of its epochs. */
  said('space', { space, name: z.string(), epoch, key: hex }),
  /** The secret of one space's `key`, sealed to the key `box` of a recipient; `recipient` is empty for the sheet. */
  said('grant', {
    space,
    key: hex,
    to: z.enum(['device', 'person', 'sheet']),
    recipient: z.string(),
    box: hex,
    sealed,
  }),
])
export type StatementBody = z.infer<typeof statementBody>
export type Body<K extends StatementBody['kind']> = Extract<StatementBody, { kind: K }>

/** Signed by a newer program: it holds its place among the others and says nothing. */
const unknownBody = z.object({ kind: z.string(), ...base })

export interface Statement {
  id: string
  body: string
  signature: string
  signer: string
  at: number
}

/** A statement whose bytes, name and signature fit each other; `body` is null where the kind is a newer one. */
export interface Sound<B extends StatementBody | null = StatementBody | null> {
  id: string
  signer: string
  org: string
  at: number
  after: readonly string[]
  body: B
}

export const isKind =
  <K extends StatementBody['kind']>(kind: K) =>
  (sound: Sound): sound is Sound<Body<K>> =>
    sound.body?.kind === kind

const prefix = 'smart-coop statement 2\n'

// With the signer in it: else whoever says the same words first would take the name of the one who may say them.
const idOf = (bytes: Buffer, signer: string): string =>
  hash(Buffer.concat([bytes, Buffer.from(`\n${signer}`)])).toString('hex')

/** Signs a body; the bytes that are signed are kept and never made again. */
export function signStatement(body: StatementBody, signer: { publicKey: Buffer; secretKey: Buffer }): Statement {
  const text = JSON.stringify(statementBody.parse(body))
  const bytes = Buffer.from(prefix + text)
  const by = signer.publicKey.toString('hex')
  return {
    id: idOf(bytes, by),
    body: text,
    signature: sign(bytes, signer.secretKey).toString('hex'),
    signer: by,
    at: body.at,
  }
}

function soundBody(text: string): Pick<Sound, 'org' | 'at' | 'after' | 'body'> | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const outer = unknownBody.safeParse(json)
  if (!outer.success) return null
  const { kind, org, at, after } = outer.data
  const body = statementBody.safeParse(json)
  if (body.success) return { org, at, after, body: body.data }
  return isKnownKind(kind) ? null : { org, at, after, body: null }
}

const knownKinds: ReadonlySet<string> = new Set(statementBody.options.map((option) => option.shape.kind.value))
const isKnownKind = (kind: string): boolean => knownKinds.has(kind)

/** The statement as it may be judged, or why it is none. It never throws, whatever it is given. */
export function readStatement(statement: Statement): Sound | 'malformed' | 'forged' {
  const { id, signer, signature } = statement
  const bytes = Buffer.from(prefix + statement.body)
  if (!/^[0-9a-f]{128}$/.test(signature) || !/^[0-9a-f]{64}$/.test(signer)) return 'malformed'
  if (idOf(bytes, signer) !== id) return 'forged'
  if (!isSignedBy(bytes, Buffer.from(signature, 'hex'), Buffer.from(signer, 'hex'))) return 'forged'
  const sound = soundBody(statement.body)
  return sound && sound.at === statement.at ? { id, signer, ...sound } : 'malformed'
}
