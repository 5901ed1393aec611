/** Histories for the properties: what machines say apart, and what each statement had seen. */
import fc from 'fast-check'
import type { Saying } from '#core/identity/say.ts'
import type { Statement } from '#core/identity/statements.rules.ts'
import {
  administrator,
  device,
  judged,
  type Keys,
  newKeys,
  noAdministrator,
  person,
  readmitted,
  revoked,
  say,
  sheet,
  suspended,
} from './identityWords.ts'

interface Beginning {
  root: Keys
  statements: readonly Statement[]
  keys: Readonly<Record<string, Keys>>
}

export const names = ['ada', 'bob', 'carl', 'dora'] as const
const actors: Record<string, Keys> = Object.fromEntries(names.map((name) => [name, newKeys()]))
const otherKeys: Record<string, Keys> = Object.fromEntries(names.map((name) => [name, newKeys()]))
/** The sheets that are made in a history. */
export const laterSheets = [newKeys(), newKeys(), newKeys()]
const newSheet = (nth: number): Keys => laterSheets[nth % laterSheets.length] ?? newKeys()

/** Machines say things apart and hear of one another now and then. */
export const step = fc.record({
  machine: fc.nat(2),
  hears: fc.option(fc.nat(2), { nil: null }),
  by: fc.constantFrom(...names, 'root' as const),
  about: fc.constantFrom(...names),
  what: fc.constantFrom('administrator', 'relieved', 'suspended', 'readmitted', 'revoked', 'keys', 'device', 'sheet'),
  at: fc.nat(1000),
})
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const sayings: Record<Step['what'], (about: string, nth: number) => Saying> = {
  administrator,
  relieved: noAdministrator,
  suspended,
  readmitted,
  revoked,
  keys: (about) => person(about, otherKeys[about] ?? newKeys()),
  device: (about) => device(`of-${about}`, newKeys()),
  sheet: (_about, nth) => sheet(newSheet(nth)),
}

/** In the order in which it was said: each one behind all that it names. */
export function history(steps: readonly Step[], { root, statements: start, keys }: Beginning): Statement[] {
  const machines = [0, 1, 2].map(() => new Map(start.map((statement) => [statement.id, statement])))
  const all = new Map(start.map((statement) => [statement.id, statement]))
  for (const { machine, hears, by, about, what, at } of steps) {
    const here = machines[machine]
    if (!here) continue
    if (hears !== null) for (const [id, statement] of machines[hears] ?? []) here.set(id, statement)
    const known = judged(root, [...here.values()])
    const heads = known.frontier.map((id) => here.get(id)).filter((one) => one !== undefined)
    const own = by === 'root' ? root : (keys[by] ?? actors[by] ?? root)
    const statement = say(own, heads, sayings[what](about, at), { at })
    here.set(statement.id, statement)
    all.set(statement.id, statement)
  }
  return [...all.values()]
}

/** All that is before each statement, by id. */
export const pastOf = (statements: readonly Statement[]): Map<string, Set<string>> => {
  const afterOf = new Map(statements.map(({ id, body }) => [id, (JSON.parse(body) as { after: string[] }).after]))
  return new Map(
    statements.map(({ id }) => {
      const past = new Set(afterOf.get(id))
      for (const one of past) for (const earlier of afterOf.get(one) ?? []) past.add(earlier)
      return [id, past]
    }),
  )
}
