/** Who acts at this moment, and with what: the road and the intake say it, the writer writes it down. */
import { AsyncLocalStorage } from 'node:async_hooks'

export interface Actor {
  /** Null: the machine itself. */
  person: string | null
  /** What is done, as the contract calls it: `documents.edit`; `intake` for the reading of papers. */
  act: string
}

const acting = new AsyncLocalStorage<Actor>()
const machine: Actor = { person: null, act: 'machine' }

/** Runs `fn`, and what it starts, as this actor. */
export const runAs = <T>(actor: Actor, fn: () => T): T => acting.run(actor, fn)

/** The innermost `runAs` around the caller. */
export const currentActor = (): Actor => acting.getStore() ?? machine

/** A generator that is always resumed as this actor, whoever asks it for the next value. */
export function generateAs<Y, R, N>(actor: Actor, source: AsyncGenerator<Y, R, N>): AsyncGenerator<Y, R, N> {
  const acted: AsyncGenerator<Y, R, N> = {
    next: (...given) => runAs(actor, async () => source.next(...given)),
    return: (value) => runAs(actor, async () => source.return(value)),
    throw: (error) => runAs(actor, async () => source.throw(error)),
    [Symbol.asyncIterator]: () => acted,
    [Symbol.asyncDispose]: () => runAs(actor, async () => source[Symbol.asyncDispose]()),
  }
  return acted
}
