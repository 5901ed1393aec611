/**
 * Statements of the directory: who exists, on which machine, with which role. Each is signed; everything is
 * judged by them from the first day, also on a machine that has no share yet (design.md §6).
 */
import * as z from 'zod'
import { roles, type Role } from '#contract/permissions.ts'
import { hash, isSignedBy, sign } from './secrets.ts'

// Lower case only: the same bytes have one writing, so a flipped bit is never the same statement.
const hex = z.string().regex(/^[0-9a-f]{64}$/)
const at = z.number().int().nonnegative()
const role = z.enum(Object.keys(roles) as [Role, ...Role[]])

export const statementBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation'), org: z.string(), name: z.string(), root: hex, recovery: hex, at }),
  z.object({
    kind: z.literal('person'),
    org: z.string(),
    person: z.string(),
    login: z.string(),
    name: z.string(),
    office: z.string(),
    sign: hex,
    box: hex,
    at,
  }),
  z.object({ kind: z.literal('role'), org: z.string(), person: z.string(), role, at }),
  z.object({
    kind: z.literal('device'),
    org: z.string(),
    device: z.string(),
    name: z.string(),
    sign: hex,
    box: hex,
    at,
  }),
])
export type StatementBody = z.infer<typeof statementBody>

export interface Statement {
  id: string
  body: string
  signature: string
  signer: string
  at: number
}

const prefix = 'smart-coop statement 1\n'

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

export interface DirectoryPerson {
  id: string
  login: string
  name: string
  office: string
  sign: string
  box: string
  roles: Role[]
  /** The moment of the statement that is in force. */
  saidAt: number
}

export interface Directory {
  organisation: { id: string; name: string; root: string; recovery: string; foundedAt: number } | null
  people: Map<string, DirectoryPerson>
  devices: Map<string, { id: string; name: string; sign: string; box: string }>
  /** Ids of statements that count for nothing, sorted. */
  refused: string[]
}

export const emptyDirectory = (): Directory => ({
  organisation: null,
  people: new Map(),
  devices: new Map(),
  refused: [],
})

type Body<K extends StatementBody['kind']> = Extract<StatementBody, { kind: K }>
interface Sound<B extends StatementBody = StatementBody> {
  id: string
  signer: string
  body: B
}

/** The body of a statement whose bytes, name and signature fit each other; null for every other one. */
function bodyOf(statement: Statement): StatementBody | null {
  const bytes = Buffer.from(prefix + statement.body)
  if (idOf(bytes, statement.signer) !== statement.id) return null
  if (!/^[0-9a-f]{128}$/.test(statement.signature) || !/^[0-9a-f]{64}$/.test(statement.signer)) return null
  if (!isSignedBy(bytes, Buffer.from(statement.signature, 'hex'), Buffer.from(statement.signer, 'hex'))) return null
  let json: unknown
  try {
    json = JSON.parse(statement.body)
  } catch {
    return null
  }
  const body = statementBody.safeParse(json)
  return body.success && body.data.at === statement.at ? body.data : null
}

const isKind =
  <K extends StatementBody['kind']>(kind: K) =>
  (sound: Sound): sound is Sound<Body<K>> =>
    sound.body.kind === kind

/** Sound statements, each once, in an order that depends on nothing but themselves. */
function soundOnes(statements: readonly Statement[]): Sound[] {
  const byId = new Map<string, Sound>()
  for (const statement of statements) {
    const body = bodyOf(statement)
    if (body) byId.set(statement.id, { id: statement.id, signer: statement.signer, body })
  }
  return [...byId.values()].sort((a, b) => a.body.at - b.body.at || (a.id < b.id ? -1 : 1))
}

/** Every key that was an administrator's, and from when to when: a recovery gives new keys and ends the old. */
function administratorKeys(people: readonly Sound<Body<'person'>>[], roleOf: readonly Sound<Body<'role'>>[]) {
  const granted = new Map<string, number>()
  for (const { body } of roleOf) {
    if (body.role === 'administrator' && !granted.has(body.person)) granted.set(body.person, body.at)
  }
  const keys: { sign: string; from: number; until: number }[] = []
  for (const { body } of people) {
    const since = granted.get(body.person)
    if (since === undefined) continue
    const next = people.find((later) => later.body.person === body.person && later.body.at > body.at)
    keys.push({ sign: body.sign, from: Math.max(body.at, since), until: next?.body.at ?? Number.POSITIVE_INFINITY })
  }
  return keys
}

/**
 * Everything that the statements say, whatever their order. The organisation is the one that the root key founded
 * first; people and roles are the root's word, a device is the word of who was administrator when it was said.
 * What is malformed, forged, of another organisation or signed by anybody else counts for nothing.
 */
export function judge(statements: readonly Statement[], rootPublic: string): Directory {
  const directory = emptyDirectory()
  const counted = new Set<string>()
  const sound = soundOnes(statements)
  const byRoot = sound.filter((s) => s.signer === rootPublic)
  const organisations = byRoot.filter(isKind('organisation')).filter((s) => s.body.root === rootPublic)
  const org = organisations[0]?.body.org
  const ours = <S extends Sound>(list: readonly S[]): S[] => list.filter((s) => s.body.org === org)

  for (const { id, body } of ours(organisations)) {
    const foundedAt = directory.organisation?.foundedAt ?? body.at
    directory.organisation = { id: body.org, name: body.name, root: body.root, recovery: body.recovery, foundedAt }
    counted.add(id)
  }
  const people = ours(byRoot.filter(isKind('person')))
  for (const { id, body } of people) {
    const { person, login, name, office, sign, box } = body
    directory.people.set(person, { id: person, login, name, office, sign, box, roles: [], saidAt: body.at })
    counted.add(id)
  }
  const held = ours(byRoot.filter(isKind('role')))
  for (const { id, body } of held) {
    const person = directory.people.get(body.person)
    if (!person) continue
    if (!person.roles.includes(body.role)) person.roles.push(body.role)
    counted.add(id)
  }
  const keys = administratorKeys(people, held)
  for (const { id, signer, body } of ours(sound.filter(isKind('device')))) {
    if (!keys.some((key) => key.sign === signer && key.from <= body.at && body.at < key.until)) continue
    directory.devices.set(body.device, { id: body.device, name: body.name, sign: body.sign, box: body.box })
    counted.add(id)
  }
  directory.refused = [...new Set(statements.map((s) => s.id))].filter((id) => !counted.has(id)).sort()
  return directory
}
