/**
 * The directory: what all statements say together. A pure function of the set, whatever the order in which
 * statements came and however often; on every machine alike (design.md §6).
 */
import type { Role } from '#contract/permissions.ts'
import { decide, isHeld, newestOf, type Verdicts } from './authority.rules.ts'
import { type Lineage, lineageOf } from './lineage.rules.ts'
import { type Body, isKind, readStatement, type Sound, type Statement, type StatementBody } from './statements.rules.ts'

/**
 * Why a statement counts for nothing. `waiting`: something that it was said after is missing here.
 * `unauthorised`: its signer had no say in it. `overruled`: its signer was taken away at the same time; this
 * happens to honest people. `pointless`: it names somebody or something that is not there.
 */
export type RefusedReason =
  | 'malformed'
  | 'forged'
  | 'foreign'
  | 'waiting'
  | 'unauthorised'
  | 'overruled'
  | 'pointless'
  | 'newer'

export interface Refused {
  id: string
  reason: RefusedReason
}

/** Reasons that an honest life of the organisation can bring about; the others mean damage or bad faith. */
export const isHonest = (reason: RefusedReason): boolean => ['overruled', 'pointless', 'newer'].includes(reason)

export interface DirectoryPerson {
  id: string
  login: string
  name: string
  office: string
  sign: string
  box: string
  /** Whoever is suspended or revoked is let in nowhere. */
  state: 'active' | 'suspended' | 'revoked'
  /** In force now: none while suspended or revoked. */
  roles: Role[]
  /** What was given and not taken, also while suspended. */
  givenRoles: Role[]
  /** The moment of the statement that is in force, as its signer's clock had it. */
  saidAt: number
}

export interface DirectoryDevice {
  id: string
  name: string
  sign: string
  box: string
  state: 'active' | 'revoked'
  saidAt: number
}

export interface Grant {
  /** Id of the statement. */
  id: string
  to: Body<'grant'>['to']
  /** Id of the device or person; empty for the printed sheet. */
  recipient: string
  /** The public key it is sealed to. */
  box: string
  sealed: string
}

/** One epoch of a space; epochs made apart may bear the same number, so the key is the name. */
export interface SpaceKey {
  space: string
  epoch: number
  /** Public x25519 key, hex: seals into the space, and names the epoch. */
  key: string
  /** All that were ever made, also to who is revoked since. */
  grants: Grant[]
}

export interface DirectorySpace {
  id: string
  name: string
  /** Oldest first; the last one is in use. */
  keys: SpaceKey[]
}

export interface Directory {
  organisation: {
    id: string
    name: string
    root: string
    /** Public key of the printed sheet in force, to receive. */
    recovery: string
    /** The seed of the sheet's key to sign, sealed to `recovery`, hex. */
    sealedRoot: string
    /** Those of sheets that are no longer good. */
    formerRecoveries: string[]
    foundedAt: number
  } | null
  people: Map<string, DirectoryPerson>
  devices: Map<string, DirectoryDevice>
  spaces: Map<string, DirectorySpace>
  /** What a new statement is said after: the newest that count. */
  frontier: string[]
  /** Statements that count for nothing, by id. */
  refused: Refused[]
  /** Ids that waiting statements name, and nothing here bears. */
  missing: string[]
}

export const emptyDirectory = (): Directory => ({
  organisation: null,
  people: new Map(),
  devices: new Map(),
  spaces: new Map(),
  frontier: [],
  refused: [],
  missing: [],
})

/** Everything that counts, by kind. */
interface Counted {
  lineage: Lineage<Sound>
  verdicts: Verdicts
  of<K extends StatementBody['kind']>(kind: K): Sound<Body<K>>[]
}

function groupBy<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(list, keyOf)
}

function peopleOf(counted: Counted): Map<string, DirectoryPerson> {
  const { lineage, verdicts } = counted
  const byPerson = <S extends Sound<Body<'role' | 'role-taken'>>>(list: S[]) => groupBy(list, (s) => s.body.person)
  const given = byPerson(counted.of('role'))
  const taken = byPerson(counted.of('role-taken'))
  const revoked = new Set(counted.of('person-revoked').map(({ body }) => body.person))
  const people = new Map<string, DirectoryPerson>()
  for (const [id, list] of groupBy(counted.of('person'), ({ body }) => body.person)) {
    const newest = newestOf(list, lineage)
    if (!newest) continue
    const { login, name, office, sign, box } = newest.body
    const givenRoles = [...groupBy(given.get(id) ?? [], ({ body }) => body.role)]
      .filter(([role, gifts]) => {
        const takings = (taken.get(id) ?? []).filter(({ body }) => body.role === role)
        return isHeld(gifts, takings, lineage)
      })
      .map(([role]) => role as Role)
      .sort()
    const state = revoked.has(id) ? 'revoked' : verdicts.isSuspended(id) ? 'suspended' : 'active'
    const roles = state === 'active' ? givenRoles : []
    people.set(id, { id, login, name, office, sign, box, state, roles, givenRoles, saidAt: newest.at })
  }
  return people
}

function devicesOf(counted: Counted): Map<string, DirectoryDevice> {
  const revoked = new Set(counted.of('device-revoked').map(({ body }) => body.device))
  const devices = new Map<string, DirectoryDevice>()
  for (const [id, list] of groupBy(counted.of('device'), ({ body }) => body.device)) {
    const newest = newestOf(list, counted.lineage)
    if (!newest) continue
    const { name, sign, box } = newest.body
    devices.set(id, { id, name, sign, box, state: revoked.has(id) ? 'revoked' : 'active', saidAt: newest.at })
  }
  return devices
}

/** Epochs made apart bear the same number: then the smaller key is the older, on every machine. */
const olderEpoch = (a: SpaceKey, b: SpaceKey): number => a.epoch - b.epoch || (a.key < b.key ? -1 : 1)

function spacesOf(counted: Counted): Map<string, DirectorySpace> {
  const spaces = new Map<string, DirectorySpace>()
  const grants = groupBy(counted.of('grant'), ({ body }) => `${body.space} ${body.key}`)
  for (const [id, list] of groupBy(counted.of('space'), ({ body }) => body.space)) {
    const keys = new Map<string, SpaceKey>()
    for (const { body } of list) {
      const made = (grants.get(`${id} ${body.key}`) ?? []).map(({ id: grant, body: of }) => {
        const { to, recipient, box, sealed } = of
        return { id: grant, to, recipient, box, sealed }
      })
      keys.set(body.key, { space: id, epoch: body.epoch, key: body.key, grants: made })
    }
    const name = newestOf(list, counted.lineage)?.body.name ?? ''
    spaces.set(id, { id, name, keys: [...keys.values()].sort(olderEpoch) })
  }
  return spaces
}

/** Statements about what is not there. */
function pointless(counted: Counted, directory: Directory): Sound[] {
  const { people, devices, spaces } = directory
  const about = ['role', 'role-taken', 'suspended', 'readmitted', 'person-revoked'] as const
  const boxes = groupBy(
    [
      ...counted.of('person').map(({ body }) => ({ who: `person ${body.person}`, box: body.box })),
      ...counted.of('device').map(({ body }) => ({ who: `device ${body.device}`, box: body.box })),
      ...sheetBoxes(counted).map((box) => ({ who: 'sheet ', box })),
    ],
    ({ who }) => who,
  )
  return [
    ...about.flatMap((kind) => counted.of(kind)).filter(({ body }) => !people.has(body.person)),
    ...counted.of('device-revoked').filter(({ body }) => !devices.has(body.device)),
    ...counted.of('grant').filter(({ body: { space, key, to, recipient, box } }) => {
      const isKnown = boxes.get(`${to} ${recipient}`)?.some((known) => known.box === box) ?? false
      return !isKnown || !spaces.get(space)?.keys.some((one) => one.key === key)
    }),
  ]
}

const sheetBoxes = (counted: Counted): string[] => [
  ...counted.of('organisation').map(({ body }) => body.recovery),
  ...counted.of('sheet').map(({ body }) => body.box),
]

function organisationOf(
  counted: Counted,
  root: string,
  founding: Sound<Body<'organisation'>>,
): Directory['organisation'] {
  const { lineage, verdicts } = counted
  const newest = newestOf(counted.of('organisation'), lineage)?.body ?? founding.body
  const sheets = counted.of('sheet')
  const inForce = sheets.find(({ body }) => body.sign === verdicts.sheet)
  const first = { box: founding.body.recovery, sealed: founding.body.sealed }
  const { box: recovery, sealed: sealedRoot } =
    verdicts.sheet === root ? first : (inForce?.body ?? { box: '', sealed: '' })
  return {
    id: founding.org,
    name: newest.name,
    root,
    recovery,
    sealedRoot,
    formerRecoveries: [...new Set([first.box, ...sheets.map(({ body }) => body.box)])]
      .filter((box) => box !== recovery)
      .sort(),
    foundedAt: founding.at,
  }
}

/** The newest that count: no other that counts was said after them. */
function frontierOf({ nodes }: Lineage<Sound>, counts: (statement: Sound) => boolean): string[] {
  const covered = new Set<string>()
  const heads: string[] = []
  for (const node of [...nodes].reverse()) {
    const isCovered = covered.has(node.id)
    if (!isCovered && counts(node)) heads.push(node.id)
    if (isCovered || counts(node)) for (const id of node.after) covered.add(id)
  }
  return heads.sort()
}

/** Reads each statement's signature once, also when it is judged again and again. */
export type Reader = (statement: Statement) => ReturnType<typeof readStatement>

export function createReader(): Reader {
  const known = new Map<string, { statement: Statement; read: ReturnType<typeof readStatement> }>()
  return (statement) => {
    const before = known.get(statement.id)
    const isSame =
      before?.statement.body === statement.body &&
      before.statement.signature === statement.signature &&
      before.statement.signer === statement.signer &&
      before.statement.at === statement.at
    if (before && isSame) return before.read
    const read = readStatement(statement)
    known.set(statement.id, { statement, read })
    return read
  }
}

interface Sorted {
  ours: Map<string, Sound>
  founding: Sound<Body<'organisation'>> | null
  refused: Map<string, RefusedReason>
}

/** Sound ones of our organisation: of the one that the root founded, the first if it should have founded many. */
function sortOut(statements: readonly Statement[], root: string, read: Reader): Sorted {
  const refused = new Map<string, RefusedReason>()
  const sound = new Map<string, Sound>()
  for (const statement of statements) {
    const one = read(statement)
    if (typeof one !== 'string') sound.set(one.id, one)
    else if (!refused.has(statement.id)) refused.set(statement.id, one)
  }
  const founding =
    [...sound.values()]
      .filter(isKind('organisation'))
      .filter((s) => s.signer === root && s.body.root === root && s.after.length === 0)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0] ?? null
  const ours = new Map<string, Sound>()
  for (const one of sound.values()) {
    refused.delete(one.id)
    if (one.org === founding?.org) ours.set(one.id, one)
    else refused.set(one.id, 'foreign')
  }
  return { ours, founding, refused }
}

function missingOf({ waiting }: Lineage<Sound>, statements: readonly Statement[]): string[] {
  const here = new Set(statements.map(({ id }) => id))
  return [...new Set(waiting.flatMap(({ after }) => after))].filter((id) => !here.has(id)).sort()
}

const sortedReasons = (refused: ReadonlyMap<string, RefusedReason>): Refused[] =>
  [...refused].map(([id, reason]) => ({ id, reason })).sort((a, b) => (a.id < b.id ? -1 : 1))

/** Everything that the statements say, of the organisation that the root key founded. It never throws. */
export function judge(statements: readonly Statement[], root: string, read: Reader = readStatement): Directory {
  const { ours, founding, refused } = sortOut(statements, root, read)
  if (!founding) return { ...emptyDirectory(), refused: sortedReasons(refused) }
  // Grants are the many, and nobody asks what was said after one.
  const lineage = lineageOf(ours, (statement) => statement.body?.kind !== 'grant')
  const verdicts = decide(lineage, root)
  for (const { id } of lineage.waiting) refused.set(id, 'waiting')
  const good = lineage.nodes.filter((node) => {
    const standing = verdicts.standing(node)
    if (node.body === null) refused.set(node.id, 'newer')
    else if (standing === 'unauthorised' || standing === 'overruled') refused.set(node.id, standing)
    return node.body !== null && standing === 'counts'
  })
  const byKind = groupBy(good, (node) => node.body?.kind ?? '')
  const counted: Counted = { lineage, verdicts, of: (kind) => (byKind.get(kind) ?? []).filter(isKind(kind)) }
  const directory: Directory = {
    organisation: organisationOf(counted, root, founding),
    people: peopleOf(counted),
    devices: devicesOf(counted),
    spaces: spacesOf(counted),
    frontier: frontierOf(lineage, (node) => !refused.has(node.id)),
    refused: [],
    missing: missingOf(lineage, statements),
  }
  for (const { id } of pointless(counted, directory)) refused.set(id, 'pointless')
  for (const space of directory.spaces.values()) {
    for (const key of space.keys) key.grants = key.grants.filter((grant) => !refused.has(grant.id))
  }
  directory.refused = sortedReasons(refused)
  return directory
}
