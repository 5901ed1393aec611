/**
 * Which answers a change of a noun makes stale besides the noun's own, as `noun.verb`: read off the contract.
 * The built page holds this table alone (`workedOut.vite.ts`), for the contract brings all its schemas along.
 */
import { contract } from '#contract/index.ts'
import { type Noun, nouns } from '#contract/events.ts'

const readersOf = (noun: Noun): string[] =>
  Object.entries(contract).flatMap(([owner, verbs]) =>
    Object.entries(verbs)
      .filter(([, procedure]) => procedure['~orpc'].meta.reads?.includes(noun))
      .map(([verb]) => `${owner}.${verb}`),
  )

export const readers: ReadonlyMap<Noun, readonly string[]> = new Map(nouns.map((noun) => [noun, readersOf(noun)]))
