/** What is said at the founding of an organisation. */
import type { PersonKeys } from './keyring.ts'
import { sayAll, type Saying } from './say.ts'
import { type KeyPair, sealTo } from './secrets.ts'
import { deviceRecipient, firstSpaces, newSpaceSayings, sheetRecipient } from './spaces.rules.ts'
import type { Statement } from './statements.rules.ts'

interface Founding {
  org: string
  name: string
  /** The printed sheet: the root pair with its seed, and the public key to receive. */
  sheet: { root: KeyPair; seed: Buffer; box: Buffer }
  founder: { id: string; login: string; name: string; office: string; keys: Pick<PersonKeys, 'sign' | 'box'> }
  device: { id: string; name: string; sign: string; box: string }
  /** Now, UTC milliseconds. */
  at: number
}

/**
 * The root names the organisation and its first administrator; these name their device, and make the first spaces,
 * held by that device and by the sheet.
 */
export function firstStatements({ org, name, sheet, founder, device, at }: Founding): Statement[] {
  const recovery = sheet.box.toString('hex')
  const { id: person, login, office, keys } = founder
  const [sign, box] = [keys.sign.publicKey.toString('hex'), keys.box.publicKey.toString('hex')]
  const root = sheet.root.publicKey.toString('hex')
  const byRoot: Saying[] = [
    { kind: 'organisation', name, root, recovery, sealed: sealTo(sheet.seed, sheet.box).toString('hex') },
    { kind: 'person', person, login, name: founder.name, office, sign, box },
    { kind: 'role', person, role: 'administrator' },
  ]
  const holders = [deviceRecipient(device), sheetRecipient(recovery)]
  const byFounder: Saying[] = [
    { kind: 'device', device: device.id, name: device.name, sign: device.sign, box: device.box },
    ...firstSpaces.flatMap((space) => newSpaceSayings(space, holders)),
  ]
  const first = sayAll(byRoot, { org, after: [], signer: sheet.root, at })
  const after = first.slice(-1).map(({ id }) => id)
  return [...first, ...sayAll(byFounder, { org, after, signer: keys.sign, at })]
}
