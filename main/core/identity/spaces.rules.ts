/**
 * Which spaces there are, who holds them, and what is to be said when that changes. Rules: secrets come in opened
 * and statements go out; nothing is read or written here.
 */
import type { Directory, DirectorySpace, SpaceKey } from './directory.rules.ts'
import type { Saying } from './say.ts'
import { grantSaying, newEpoch, type OpenEpoch, type Recipient, type SpaceRing } from './spaceKeys.ts'
import { wipe } from './secrets.ts'

/** The spaces of every organisation, made at its founding (design.md §6); the id is the name that tables use. */
export const firstSpaces: readonly { id: string; name: string }[] = [
  { id: 'comune', name: 'Comune' },
  { id: 'soci', name: 'Soci' },
  { id: 'paghe', name: 'Paghe' },
  { id: 'gare', name: 'Gare' },
  { id: 'welfare', name: 'Welfare' },
  { id: 'direzione', name: 'Direzione' },
]

export const keyInUse = (space: DirectorySpace): SpaceKey | null => space.keys.at(-1) ?? null

export const sheetRecipient = (box: string): Recipient => ({ to: 'sheet', recipient: '', box })
export const deviceRecipient = ({ id, box }: { id: string; box: string }): Recipient => ({
  to: 'device',
  recipient: id,
  box,
})

const spaceSaying = ({ space, epoch, key }: OpenEpoch, name: string): Saying => ({
  kind: 'space',
  space,
  name,
  epoch,
  key,
})

/** A new space, held by the given ones and by the printed sheet. */
export function newSpaceSayings(space: { id: string; name: string }, holders: readonly Recipient[]): Saying[] {
  const epoch = newEpoch(space.id, 1)
  const sayings = [spaceSaying(epoch, space.name), ...holders.map((holder) => grantSaying(epoch, holder))]
  wipe(epoch.secret)
  return sayings
}

/** Who may open what a grant gives, as the directory has it now; null for whoever is gone or has other keys. */
function isStanding(directory: Directory, { to, recipient, box }: Recipient): boolean {
  if (to === 'sheet') return directory.organisation?.recovery === box
  if (to === 'device') {
    const device = directory.devices.get(recipient)
    return device?.state === 'active' && device.box === box
  }
  const person = directory.people.get(recipient)
  return person !== undefined && person.state !== 'revoked' && person.box === box
}

/**
 * Who holds a space now: each device and person that was ever granted it and is still there, with the key they
 * have now, and the printed sheet.
 */
export function holdersOf(directory: Directory, space: DirectorySpace): Recipient[] {
  const holders = new Map<string, Recipient>()
  for (const { to, recipient } of space.keys.flatMap(({ grants }) => grants)) {
    const known = to === 'device' ? directory.devices.get(recipient) : directory.people.get(recipient)
    if (known && known.state !== 'revoked') holders.set(`${to} ${recipient}`, { to, recipient, box: known.box })
  }
  const recovery = directory.organisation?.recovery
  return [...holders.values(), ...(recovery ? [sheetRecipient(recovery)] : [])]
}

/** Spaces whose key in use somebody holds who should not: a new epoch closes to them what is written from then on. */
export function spacesToRotate(directory: Directory): DirectorySpace[] {
  return [...directory.spaces.values()].filter((space) =>
    keyInUse(space)?.grants.some((grant) => !isStanding(directory, grant)),
  )
}

/** A new epoch for each space, sealed to who holds it now. What was read before may have been copied. */
export function rotationSayings(directory: Directory, spaces: readonly DirectorySpace[]): Saying[] {
  return spaces.flatMap((space) => {
    const epoch = newEpoch(space.id, (keyInUse(space)?.epoch ?? 0) + 1)
    const grants = holdersOf(directory, space).map((holder) => grantSaying(epoch, holder))
    wipe(epoch.secret)
    return [spaceSaying(epoch, space.name), ...grants]
  })
}

export interface Lack {
  key: SpaceKey
  holder: Recipient
}

/** Every epoch that a holder of its space has not: of a device that came while another machine changed the keys. */
export function lacking(directory: Directory): Lack[] {
  return [...directory.spaces.values()].flatMap((space) => {
    const holders = holdersOf(directory, space)
    return space.keys.flatMap((key) =>
      holders
        .filter((holder) => !key.grants.some(({ box }) => box === holder.box))
        .map((holder): Lack => ({ key, holder })),
    )
  })
}

/** Gives what is lacking, as far as this ring has it. */
export function fillSayings(ring: SpaceRing, lacks: readonly Lack[]): { sayings: Saying[]; left: Lack[] } {
  const sayings: Saying[] = []
  const left: Lack[] = []
  for (const lack of lacks) {
    const epoch = ring.byKey(lack.key.key)
    if (epoch) sayings.push(grantSaying(epoch, lack.holder))
    else left.push(lack)
  }
  return { sayings, left }
}

/** A space, in all its epochs, for one more holder. */
export function grantSayings(ring: SpaceRing, space: string, holder: Recipient): Saying[] {
  return ring.epochs(space).map((epoch) => grantSaying(epoch, holder))
}

/** The directory as it will be once these have been said; as far as it matters to who holds what. */
function afterwards(directory: Directory, sayings: readonly Saying[]): Directory {
  const [people, devices] = [new Map(directory.people), new Map(directory.devices)]
  for (const saying of sayings) {
    const person = 'person' in saying && people.get(saying.person)
    const device = 'device' in saying && devices.get(saying.device)
    if (person && saying.kind === 'person-revoked') people.set(person.id, { ...person, state: 'revoked' })
    if (person && saying.kind === 'person') people.set(person.id, { ...person, box: saying.box })
    if (device && saying.kind === 'device-revoked') devices.set(device.id, { ...device, state: 'revoked' })
    if (device && saying.kind === 'device') devices.set(device.id, { ...device, box: saying.box })
  }
  return { ...directory, people, devices }
}

/**
 * What revokes somebody or something, together with the new epochs that it calls for: of every space whose key in use
 * was theirs, and of those that the devices `entered` hold, which the person could enter.
 */
export function withRotation(
  directory: Directory,
  sayings: readonly Saying[],
  entered: readonly string[] = [],
): Saying[] {
  const next = afterwards(directory, sayings)
  const isEntered = (space: DirectorySpace): boolean =>
    keyInUse(space)?.grants.some(({ to, recipient }) => to === 'device' && entered.includes(recipient)) ?? false
  const spaces = new Set([...spacesToRotate(next), ...[...next.spaces.values()].filter(isEntered)])
  return [...sayings, ...rotationSayings(next, [...spaces])]
}
