/** Says something new to the directory: statements that follow all that is known, and one another. */
import type { Directory } from './directory.rules.ts'
import type { KeyPair } from './secrets.ts'
import { signStatement, type Statement, type StatementBody } from './statements.rules.ts'

type Without<B, K extends PropertyKey> = B extends unknown ? Omit<B, K> : never
/** What is said, without organisation, moment and past. */
export type Saying = Without<StatementBody, 'org' | 'at' | 'after'>

export interface Said {
  org: string
  /** What the first one is said after. */
  after: readonly string[]
  signer: KeyPair
  /** Now, UTC milliseconds. */
  at: number
}

/** Signs sayings one after the other: each names the one before it. */
export function sayAll(sayings: readonly Saying[], { org, after, signer, at }: Said): Statement[] {
  const statements: Statement[] = []
  for (const saying of sayings) {
    const last = statements.at(-1)
    const body = { ...saying, org, at, after: last ? [last.id] : [...after] }
    statements.push(signStatement(body, signer))
  }
  return statements
}

/** The same, after everything that the directory knows. @throws Error where no organisation is */
export function sayTo(
  directory: Directory,
  sayings: readonly Saying[],
  { signer, at }: { signer: KeyPair; at: number },
): Statement[] {
  if (!directory.organisation) throw new Error('nothing can be said to a directory without an organisation')
  return sayAll(sayings, { org: directory.organisation.id, after: directory.frontier, signer, at })
}
