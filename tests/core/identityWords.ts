/** Small directories for the tests: who is in them, and what they say after what. */
import { createReader, type Directory, judge } from '#core/identity/directory.rules.ts'
import { sayAll, type Saying } from '#core/identity/say.ts'
import { boxPair, type KeyPair, signPair } from '#core/identity/secrets.ts'
import type { Statement } from '#core/identity/statements.rules.ts'

export const org = 'org-1'
export const hex = (pair: KeyPair): string => pair.publicKey.toString('hex')

export interface Keys {
  sign: KeyPair
  box: KeyPair
}
export const newKeys = (): Keys => ({ sign: signPair(), box: boxPair() })

export interface Manner {
  at?: number
  org?: string
}

/** Signed by `signer`, who had seen all of `after` and what is before them. */
export function say(signer: Keys, after: readonly Statement[], saying: Saying, manner: Manner = {}): Statement {
  const { at = 100, org: of = org } = manner
  const [statement] = sayAll([saying], { org: of, after: after.map(({ id }) => id), signer: signer.sign, at })
  if (!statement) throw new Error('nothing was said')
  return statement
}

export const person = (id: string, { sign, box }: Keys, name = id): Saying => ({
  kind: 'person',
  person: id,
  login: id,
  name,
  office: '',
  sign: hex(sign),
  box: hex(box),
})
export const administrator = (id: string): Saying => ({ kind: 'role', person: id, role: 'administrator' })
export const noAdministrator = (id: string): Saying => ({ kind: 'role-taken', person: id, role: 'administrator' })
export const suspended = (id: string): Saying => ({ kind: 'suspended', person: id })
export const readmitted = (id: string): Saying => ({ kind: 'readmitted', person: id })
export const revoked = (id: string): Saying => ({ kind: 'person-revoked', person: id })
export const device = (id: string, { sign, box }: Keys, name = id): Saying => ({
  kind: 'device',
  device: id,
  name,
  sign: hex(sign),
  box: hex(box),
})
const sealed = '0'.repeat(160)
export const sheet = ({ sign, box }: Keys): Saying => ({ kind: 'sheet', sign: hex(sign), box: hex(box), sealed })
export const organisation = (root: Keys, name = 'Prova'): Saying => ({
  kind: 'organisation',
  name,
  root: hex(root.sign),
  recovery: hex(root.box),
  sealed,
})

/** An organisation with administrators, made one after the other by the root; the first is the most senior. */
export function founded<N extends string>(root: Keys, names: readonly N[]) {
  const keys = Object.fromEntries(names.map((name) => [name, newKeys()])) as Record<N, Keys>
  const statements = [say(root, [], organisation(root))]
  const next = (saying: Saying): void => void statements.push(say(root, statements.slice(-1), saying))
  for (const name of names) {
    next(person(name, keys[name]))
    next(administrator(name))
  }
  return { statements, keys, head: statements.slice(-1) }
}

/** A directory as plain values, to compare. */
export const plain = (directory: Directory) => ({
  ...directory,
  people: [...directory.people].sort(),
  devices: [...directory.devices].sort(),
  spaces: [...directory.spaces].sort(),
})

export const administratorsOf = (directory: Directory): string[] =>
  [...directory.people.values()].filter(({ roles }) => roles.includes('administrator')).map(({ id }) => id)

// Signatures are read once: many histories share their beginnings.
const reader = createReader()
export const judged = (root: Keys, statements: readonly Statement[]): Directory =>
  judge(statements, hex(root.sign), reader)
