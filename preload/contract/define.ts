/**
 * The builders of the contract. Every procedure of the product is made by one of them, so that nobody can
 * forget to say who may call it: a declaration without `needs` does not compile.
 *
 * - `query`   reads and changes nothing
 * - `command` one short change; the road queues it at the writer and opens its transaction
 * - `work`    a change that first does something slow (a file, a key); it opens its own short write
 * - `long`    like `work`, streams its progress (at most ten events a second) and can be cancelled
 */
import { eventIterator, oc } from '@orpc/contract'
import * as z from 'zod'
import { type RefusalCode, refusalMap } from './errors.ts'
import type { Noun } from './events.ts'
import type { Permission } from './permissions.ts'

/**
 * Who may call: a permission by name, anybody who is signed in, or anyone at the door. `grant`: whoever holds what an
 * earlier call has given them, also when they are no longer in; the service knows what it has given to whom.
 */
export type Needs = Permission | 'signed-in' | 'anyone' | 'grant'

export type ProcedureKind = 'query' | 'command' | 'work' | 'long'

export interface ProcedureMeta {
  kind: ProcedureKind
  needs: Needs
  /** Nouns beside its own whose changes make a query's answer stale. */
  reads?: readonly Noun[]
  /** Nouns beside its own whose rows a change may touch. */
  moves?: readonly Noun[]
}

interface Declaration<I extends z.ZodType, O extends z.ZodType, C extends RefusalCode> {
  needs: Needs
  input?: I
  output: O
  /** The refusals that this procedure itself can give; those of the road are added to every procedure. */
  refusals?: readonly C[]
  reads?: readonly Noun[]
  moves?: readonly Noun[]
}

const base = oc.$meta<ProcedureMeta>({ kind: 'query', needs: 'signed-in' })

const nothing = z.void()

function declare<I extends z.ZodType, O extends z.ZodType, C extends RefusalCode>(
  kind: ProcedureKind,
  d: Declaration<I, O, C>,
) {
  return base
    .meta({ kind, needs: d.needs, ...(d.reads ? { reads: d.reads } : {}), ...(d.moves ? { moves: d.moves } : {}) })
    .errors(refusalMap(d.refusals ?? ([] as readonly C[])))
    .input((d.input ?? nothing) as I)
    .output(d.output)
}

type NoInput = z.ZodVoid

export const query = <O extends z.ZodType, I extends z.ZodType = NoInput, C extends RefusalCode = never>(
  d: Declaration<I, O, C>,
) => declare('query', d)

export const command = <O extends z.ZodType, I extends z.ZodType = NoInput, C extends RefusalCode = never>(
  d: Declaration<I, O, C>,
) => declare('command', d)

export const work = <O extends z.ZodType, I extends z.ZodType = NoInput, C extends RefusalCode = never>(
  d: Declaration<I, O, C>,
) => declare('work', d)

export const long = <
  P extends z.ZodType,
  R extends z.ZodType,
  I extends z.ZodType = NoInput,
  C extends RefusalCode = never,
>(
  d: Omit<Declaration<I, R, C>, 'output'> & { progress: P; result: R },
) =>
  base
    .meta({ kind: 'long', needs: d.needs })
    .errors(refusalMap(d.refusals ?? ([] as readonly C[])))
    .input((d.input ?? nothing) as I)
    .output(eventIterator(d.progress, d.result))
