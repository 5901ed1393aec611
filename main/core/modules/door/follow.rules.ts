/** What lies at the door follows the directory. */
import type { Directory } from '../../identity/directory.rules.ts'
import type { DoorFile, DoorPerson } from '../../identity/doorFile.ts'

function followed(person: DoorPerson, { people }: Directory): DoorPerson | null {
  const known = people.get(person.id)
  if (!known) return person
  if (known.state === 'revoked' || known.sign !== person.signPublic) return null
  const isIn = person.seenAt !== null
  const [name, office] = isIn ? [known.name, known.office] : ['', '']
  const deviceKey = known.state === 'suspended' ? '' : person.deviceKey
  const isSame = person.name === name && person.office === office && person.deviceKey === deviceKey
  return isSame ? person : { ...person, name, office, deviceKey }
}

/**
 * Who is suspended opens this device no more, and of who was revoked or has other keys nothing stays. The same list
 * comes back when nothing changes; one that would be empty is left as it is, for it would shut the device for good.
 * Somebody of whom the directory knows nothing is left alone: it may be the directory that is incomplete.
 */
export function followDirectory(file: DoorFile, directory: Directory): DoorFile {
  const people = file.people.map((person) => followed(person, directory)).filter((person) => person !== null)
  const isSame = people.length === file.people.length && people.every((person, i) => person === file.people[i])
  return isSame || people.length === 0 ? file : { ...file, people }
}
