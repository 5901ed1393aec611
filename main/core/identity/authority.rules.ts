/**
 * Who may say what: which statements of a set count.
 *  1. The word of the printed sheet counts, and of whoever was an administrator in what they had seen.
 *  2. Of two statements neither of which saw the other, the one that takes its signer's authority away wins.
 *  3. Where takings undo each other in a circle all of them count; but when no administrator would be left, those
 *     against the most senior one (the sheet, else whoever was made one first) count for nothing, and the rest is
 *     decided anew from there.
 *  4. A taking that counts only by 3 ends what was before and gives nothing: neither new keys nor a new sheet.
 *  5. Where nobody administers any more, the sheet gives the role again (`wayBack.rules.ts`), by 1: no rule bends for it.
 * Clocks play no part; the same set gives the same answer on every machine.
 */
import type { Lineage } from './lineage.rules.ts'
import { type Body, isKind, type Sound } from './statements.rules.ts'

/** `ends`: see 4. `unauthorised`: its signer might not say it. `overruled`: see 2 and 3. */
export type Standing = 'counts' | 'ends' | 'unauthorised' | 'overruled'

type Owner = { of: 'sheet' } | { of: 'person'; track: Track }
type Within = (statement: Sound) => boolean

/** What was ever said about a person's authority. */
interface Track {
  person: string
  keys: Sound<Body<'person'>>[]
  given: Sound<Body<'role'>>[]
  taken: Sound<Body<'role-taken'>>[]
  suspended: Sound<Body<'suspended'>>[]
  readmitted: Sound<Body<'readmitted'>>[]
  revoked: Sound<Body<'person-revoked'>>[]
}

interface Claims {
  tracks: Map<string, Track>
  tracksByKey: Map<string, Track[]>
  sheets: Sound<Body<'sheet'>>[]
}

/** Statements on which the authority of others rests. */
const isClaim = (statement: Sound): boolean => {
  const { body } = statement
  if (body?.kind === 'role' || body?.kind === 'role-taken') return body.role === 'administrator'
  return ['person', 'suspended', 'readmitted', 'person-revoked', 'sheet'].includes(body?.kind ?? '')
}

function claimsOf(nodes: readonly Sound[]): Claims {
  const claims = nodes.filter(isClaim)
  const tracks = new Map<string, Track>()
  const trackOf = (person: string): Track => {
    const known = tracks.get(person)
    if (known) return known
    const track: Track = { person, keys: [], given: [], taken: [], suspended: [], readmitted: [], revoked: [] }
    tracks.set(person, track)
    return track
  }
  for (const claim of claims.filter(isKind('person'))) trackOf(claim.body.person).keys.push(claim)
  for (const claim of claims.filter(isKind('role'))) trackOf(claim.body.person).given.push(claim)
  for (const claim of claims.filter(isKind('role-taken'))) trackOf(claim.body.person).taken.push(claim)
  for (const claim of claims.filter(isKind('suspended'))) trackOf(claim.body.person).suspended.push(claim)
  for (const claim of claims.filter(isKind('readmitted'))) trackOf(claim.body.person).readmitted.push(claim)
  for (const claim of claims.filter(isKind('person-revoked'))) trackOf(claim.body.person).revoked.push(claim)
  const tracksByKey = new Map<string, Track[]>()
  for (const track of tracks.values()) {
    for (const key of new Set(track.keys.map(({ body }) => body.sign))) {
      tracksByKey.set(key, [...(tracksByKey.get(key) ?? []), track])
    }
  }
  return { tracks, tracksByKey, sheets: claims.filter(isKind('sheet')) }
}

/**
 * The one in force among those of one subject: none of the others was said after it. Of many said at the same time
 * one is taken, the same everywhere; clocks have no say in it.
 */
export function newestOf<S extends Sound>(list: readonly S[], { isBefore }: Lineage<Sound>): S | null {
  const newest = list.filter((one) => !list.some((other) => isBefore(one, other)))
  return newest.sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1) ?? null
}

/** Something given that was not taken since, nor at the same time. */
export function isHeld(given: readonly Sound[], taken: readonly Sound[], { isBefore }: Lineage<Sound>): boolean {
  return given.some((one) => taken.every((other) => isBefore(other, one)))
}

/** Something taken that was not given back afterwards. */
export function isOpen(taken: readonly Sound[], back: readonly Sound[], { isBefore }: Lineage<Sound>): boolean {
  return taken.some((one) => !back.some((other) => isBefore(one, other)))
}

/** All that is needed to say, at any point of the lineage, who has authority there. */
interface Court {
  root: string
  lineage: Lineage<Sound>
  claims: Claims
  standing: Map<Sound, Standing>
}

const claimsOn = (track: Track): Sound[] => [
  ...track.keys,
  ...track.given,
  ...track.taken,
  ...track.suspended,
  ...track.readmitted,
  ...track.revoked,
]

function keysInForce({ standing, lineage }: Court, { keys }: Track, within: Within): Body<'person'> | null {
  const counted = keys.filter((one) => within(one) && standing.get(one) === 'counts')
  return newestOf(counted, lineage)?.body ?? null
}

/** Suspended in words, or with keys that were ended and not replaced. */
function isSuspended({ standing, lineage }: Court, track: Track, within: Within): boolean {
  const counted = <S extends Sound>(list: readonly S[]) =>
    list.filter((one) => within(one) && standing.get(one) === 'counts')
  const ended = track.keys.filter((one) => within(one) && standing.get(one) === 'ends')
  const back = counted(track.readmitted)
  return isOpen(counted(track.suspended), back, lineage) || isOpen(ended, [...back, ...counted(track.keys)], lineage)
}

function isAdministrator(court: Court, track: Track, within: Within, key?: string): boolean {
  const counted = <S extends Sound>(list: readonly S[]) =>
    list.filter((one) => within(one) && court.standing.get(one) === 'counts')
  const keys = keysInForce(court, track, within)
  if (!keys || (key !== undefined && keys.sign !== key)) return false
  if (counted(track.revoked).length > 0 || isSuspended(court, track, within)) return false
  return isHeld(counted(track.given), counted(track.taken), court.lineage)
}

/** The key of the sheet in force; null when it was ended and none was given. */
function sheetInForce({ root, lineage, claims, standing }: Court, within: Within): string | null {
  const counted = claims.sheets.filter((one) => within(one) && standing.get(one) === 'counts')
  const ended = claims.sheets.filter((one) => within(one) && standing.get(one) === 'ends')
  if (isOpen(ended, counted, lineage)) return null
  return newestOf(counted, lineage)?.body.sign ?? root
}

function ownersOf({ root, claims }: Court, { signer, body }: Sound): Owner[] {
  const owners: Owner[] = []
  if (signer === root || claims.sheets.some((sheet) => sheet.body.sign === signer)) owners.push({ of: 'sheet' })
  if (body?.kind === 'organisation') return owners
  for (const track of claims.tracksByKey.get(signer) ?? []) owners.push({ of: 'person', track })
  return owners
}

const claimsAbout = ({ claims }: Court, owner: Owner): Sound[] =>
  owner.of === 'sheet' ? claims.sheets : claimsOn(owner.track)

function hasAuthority(court: Court, owner: Owner, statement: Sound): boolean {
  const within: Within = (claim) => court.lineage.isBefore(claim, statement)
  if (owner.of === 'sheet') return sheetInForce(court, within) === statement.signer
  return isAdministrator(court, owner.track, within, statement.signer)
}

/** What would take the signer's authority away, and neither saw the statement nor was seen by it. */
function takingsAgainst({ lineage, claims }: Court, owner: Owner, statement: Sound): Sound[] {
  const takings: Sound[] =
    owner.of === 'sheet'
      ? claims.sheets.filter((sheet) => sheet.body.sign !== statement.signer)
      : [
          ...owner.track.taken,
          ...owner.track.suspended,
          ...owner.track.revoked,
          ...owner.track.keys.filter((keys) => keys.body.sign !== statement.signer),
        ]
  return takings.filter(
    (one) => one !== statement && !lineage.isBefore(one, statement) && !lineage.isBefore(statement, one),
  )
}

const isTaking = (standing: Standing | undefined): boolean => standing === 'counts' || standing === 'ends'

/** Null while it hangs on statements that are not decided yet. */
function standingOf(court: Court, statement: Sound): Standing | null {
  const { standing, lineage } = court
  let hangs = false
  let overruled = false
  for (const owner of ownersOf(court, statement)) {
    const against = takingsAgainst(court, owner, statement)
    const past = claimsAbout(court, owner).filter((claim) => lineage.isBefore(claim, statement))
    if (against.some((one) => isTaking(standing.get(one)))) overruled = true
    else if (past.some((one) => !standing.has(one))) hangs = true
    else if (!hasAuthority(court, owner, statement)) continue
    else if (against.every((one) => standing.has(one))) return 'counts'
    else hangs = true
  }
  if (hangs) return null
  return overruled ? 'overruled' : 'unauthorised'
}

/** Decides whatever hangs on nothing that is undecided. */
function settle(court: Court): Sound[] {
  let open = court.lineage.nodes.filter((node) => !court.standing.has(node))
  for (;;) {
    const left = open.filter((statement) => {
      const standing = standingOf(court, statement)
      if (standing) court.standing.set(statement, standing)
      return !standing
    })
    if (left.length === open.length) return left
    open = left
  }
}

/** The undecided statements on which this one hangs, itself among them when they run in a circle. */
function reachOf(court: Court, from: Sound): Set<Sound> {
  const reach = new Set<Sound>()
  const look = (statement: Sound): void => {
    for (const owner of ownersOf(court, statement)) {
      const past = claimsAbout(court, owner).filter((claim) => court.lineage.isBefore(claim, statement))
      for (const one of [...past, ...takingsAgainst(court, owner, statement)]) {
        if (!court.standing.has(one)) reach.add(one)
      }
    }
  }
  look(from)
  for (const statement of reach) look(statement)
  return reach
}

/** The victims of a taking: a person's track, or the sheet. */
function victimOf({ claims }: Court, { body }: Sound): Owner | null {
  if (body?.kind === 'sheet') return { of: 'sheet' }
  if (!body || !('person' in body) || body.kind === 'role' || body.kind === 'readmitted') return null
  const track = claims.tracks.get(body.person)
  return track ? { of: 'person', track } : null
}

/** How early somebody became an administrator; the sheet came before everybody. */
function seniorityOf({ lineage, standing }: Court, owner: Owner): number {
  if (owner.of === 'sheet') return -1
  const since = owner.track.given.filter((one) => standing.get(one) === 'counts').map((one) => lineage.depthOf(one))
  return Math.min(Number.POSITIVE_INFINITY, ...since)
}

const nameOf = (owner: Owner): string => (owner.of === 'sheet' ? '' : owner.track.person)

function leavesAnAdministrator(court: Court, takings: readonly Sound[], given: ReadonlyMap<Sound, Standing>): boolean {
  const trial: Court = { ...court, standing: new Map([...court.standing, ...given]) }
  const within: Within = (claim) => !takings.some((taking) => court.lineage.isBefore(taking, claim))
  return [...court.claims.tracks.values()].some((track) => isAdministrator(trial, track, within))
}

/** Takings in a circle that hangs on nothing else; those whose signer had authority before, where there are any. */
function circleOf(court: Court, open: readonly Sound[]): Sound[] {
  const takings = open.filter((statement) => victimOf(court, statement) !== null)
  const reaches = takings.map((taking) => ({ taking, reach: reachOf(court, taking).size }))
  const least = Math.min(...reaches.map(({ reach }) => reach))
  const circle = reaches.filter(({ reach }) => reach === least).map(({ taking }) => taking)
  const founded = circle.filter((taking) =>
    ownersOf(court, taking).some((owner) => {
      const past = claimsAbout(court, owner).filter((claim) => court.lineage.isBefore(claim, taking))
      return past.every((one) => court.standing.has(one)) && hasAuthority(court, owner, taking)
    }),
  )
  return founded.length > 0 ? founded : circle
}

function breakCircle(court: Court, open: readonly Sound[]): void {
  const takings = circleOf(court, open)
  const standings = new Map(
    takings.map((one): [Sound, Standing] => [one, isKind('person')(one) || isKind('sheet')(one) ? 'ends' : 'counts']),
  )
  if (!leavesAnAdministrator(court, takings, standings)) {
    const victims = takings.map((one) => victimOf(court, one)).filter((one) => one !== null)
    const spared = victims.sort(
      (a, b) => seniorityOf(court, a) - seniorityOf(court, b) || (nameOf(a) < nameOf(b) ? -1 : 1),
    )[0]
    for (const taking of takings) {
      const victim = victimOf(court, taking)
      if (victim && spared && nameOf(victim) === nameOf(spared)) court.standing.set(taking, 'overruled')
    }
    return
  }
  for (const [taking, standing] of standings) court.standing.set(taking, standing)
}

export interface Verdicts {
  standing(statement: Sound): Standing
  isSuspended(person: string): boolean
  /** The key of the sheet whose word counts; null when it was ended and none was given. */
  sheet: string | null
}

/** What each statement of the lineage counts for. */
export function decide(lineage: Lineage<Sound>, root: string): Verdicts {
  const court: Court = { root, lineage, claims: claimsOf(lineage.nodes), standing: new Map() }
  for (let open = settle(court); open.length > 0; open = settle(court)) breakCircle(court, open)
  const everywhere: Within = () => true
  return {
    standing: (statement) => court.standing.get(statement) ?? 'unauthorised',
    isSuspended(person) {
      const track = court.claims.tracks.get(person)
      return track !== undefined && isSuspended(court, track, everywhere)
    },
    sheet: sheetInForce(court, everywhere),
  }
}
