/**
 * Statements of the directory: who exists, on which machine, with which role. Each is signed; everything is
 * judged by them from the first day, also on a machine that has no share yet (design.md §6).
 */
import * as z from 'zod'
import { roles, type Role } from '#contract/permissions.ts'
import { hash, isSignedBy, sign } from './secrets.ts'

const hex = z.string().regex(/^[0-9a-f]+$/)
const role = z.enum(Object.keys(roles) as [Role, ...Role[]])

export const statementBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation'), org: z.string(), name: z.string(), root: hex, recovery: hex, at: z.number() }),
  z.object({
    kind: z.literal('person'),
    org: z.string(),
    person: z.string(),
    login: z.string(),
    name: z.string(),
    office: z.string(),
    sign: hex,
    box: hex,
    at: z.number(),
  }),
  z.object({ kind: z.literal('role'), org: z.string(), person: z.string(), role, at: z.number() }),
  z.object({ kind: z.literal('device'), org: z.string(), device: z.string(), name: z.string(), sign: hex, box: hex, at: z.number() }),
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

/** Signs a body; the bytes that are signed are kept and never made again. */
export function signStatement(body: StatementBody, signer: { publicKey: Buffer; secretKey: Buffer }): Statement {
  const text = JSON.stringify(statementBody.parse(body))
  const bytes = Buffer.from(prefix + text)
  return {
    id: hash(bytes).toString('hex'),
    body: text,
    signature: sign(bytes, signer.secretKey).toString('hex'),
    signer: signer.publicKey.toString('hex'),
    at: body.at,
  }
}

export interface Directory {
  organisation: { id: string; name: string; root: string; recovery: string; foundedAt: number } | null
  people: Map<string, { id: string; login: string; name: string; office: string; sign: string; box: string; roles: Role[] }>
  devices: Map<string, { id: string; name: string; sign: string; box: string }>
  /** Ids of statements that count for nothing. */
  refused: string[]
}

/** Everything that the statements say, whatever their order. Whose signature does not fit counts for nothing. */
export function judge(statements: readonly Statement[], rootPublic: string): Directory {
  const directory: Directory = { organisation: null, people: new Map(), devices: new Map(), refused: [] }
  const sound = statements.flatMap((statement) => {
    const bytes = Buffer.from(prefix + statement.body)
    const fits =
      hash(bytes).toString('hex') === statement.id &&
      isSignedBy(bytes, Buffer.from(statement.signature, 'hex'), Buffer.from(statement.signer, 'hex'))
    const body = fits ? statementBody.safeParse(JSON.parse(statement.body)) : null
    if (body?.success) return [{ statement, body: body.data }]
    directory.refused.push(statement.id)
    return []
  })
  sound.sort((a, b) => a.body.at - b.body.at || (a.statement.id < b.statement.id ? -1 : 1))
  const byRoot = sound.filter(({ statement }) => statement.signer === rootPublic)
  for (const { body } of byRoot) {
    if (body.kind === 'organisation' && body.root === rootPublic) {
      directory.organisation = { id: body.org, name: body.name, root: body.root, recovery: body.recovery, foundedAt: body.at }
    } else if (body.kind === 'person') {
      const before = directory.people.get(body.person)
      directory.people.set(body.person, { ...body, id: body.person, roles: before?.roles ?? [] })
    }
  }
  for (const { body } of byRoot) {
    const person = body.kind === 'role' ? directory.people.get(body.person) : undefined
    if (body.kind === 'role' && person && !person.roles.includes(body.role)) person.roles.push(body.role)
  }
  const administrators = new Set(
    [...directory.people.values()].filter((p) => p.roles.includes('administrator')).map((p) => p.sign),
  )
  for (const { statement, body } of sound) {
    if (statement.signer === rootPublic) continue
    if (body.kind === 'device' && administrators.has(statement.signer) && body.org === directory.organisation?.id) {
      directory.devices.set(body.device, { id: body.device, name: body.name, sign: body.sign, box: body.box })
    } else directory.refused.push(statement.id)
  }
  return directory
}
