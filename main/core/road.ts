/**
 * The one road of a request. In this order and nowhere else: is the caller allowed, is the input valid,
 * run it (a command waits in the writer's queue and gets its transaction), check the output, announce what
 * changed, turn errors into codes.
 */
import { implement, type Router } from '@orpc/server'
import type { AnyContractProcedure, ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { ProcedureMeta } from '#contract/define.ts'
import { Refusal, type RefusalData } from '#contract/errors.ts'
import { nouns, type Noun } from '#contract/events.ts'
import { contract, type Contract } from '#contract/index.ts'
import { mayDo } from '#contract/permissions.ts'
import type { Write } from '#db/open.ts'
import type { Caller, Session } from './caller.ts'
import type { Log } from './lib/log.ts'
import { toWire } from './roadErrors.ts'
import { guardStream } from './roadStream.ts'

/** What a service function gets beside its input. */
export interface Act {
  caller: Caller
  /** Null only in procedures that anyone may call. */
  session: Session | null
  /** Aborted when the caller cancels or goes. */
  signal: AbortSignal
}

type Handler<P> =
  P extends ContractProcedure<infer I, infer O, infer _E, infer _M>
    ? (input: InferSchemaOutput<I>, act: Act) => HandlerResult<InferSchemaInput<O>>
    : never
type HandlerResult<O> =
  O extends AsyncIteratorObject<infer Y, infer R, infer _N> ? AsyncGenerator<Y, R, void> : Promise<O> | O

/** One function per procedure: a forgotten one does not compile. */
export type Service<N extends keyof Contract> = { [V in keyof Contract[N]]: Handler<Contract[N][V]> }
export type Services = { [N in keyof Contract]: Service<N> }

export interface RoadDeps {
  /** The writer of the open database; throws `closed` while there is none. */
  writer(): Write
  changed(noun: Noun): void
  /** Where the database lies and its newest copy, for whoever meets a broken page of it. */
  damage?(): RefusalData<'database-damaged'>
  log: Log
}

export interface Context {
  caller: Caller
}

interface Call {
  input: unknown
  context: Context & { end?: AbortSignal }
  signal?: AbortSignal
}

type AnyHandler = (input: unknown, act: Act) => unknown
type Verbs = Record<string, AnyContractProcedure>
type Handlers = Record<string, Record<string, AnyHandler>>

function allow(meta: ProcedureMeta, session: Session | null): void {
  if (meta.needs === 'anyone') return
  if (!session) throw new Refusal('signed-out')
  if (meta.needs === 'signed-in') return
  if (!mayDo(session.roles, meta.needs)) throw new Refusal('forbidden', { needs: meta.needs })
}

/** What a procedure says of itself, or null when it says too little. */
function metaOf(procedure: AnyContractProcedure): ProcedureMeta | null {
  const { kind, needs }: Partial<ProcedureMeta> = procedure['~orpc'].meta
  return kind && needs ? { kind, needs } : null
}

/** The service function as oRPC calls it; a command runs in its turn at the writer, in its transaction. */
function handlerOf(meta: ProcedureMeta, handler: AnyHandler, deps: RoadDeps) {
  const run: AnyHandler =
    meta.kind === 'command' ? (input, act) => deps.writer()(async () => handler(input, act)) : handler
  return ({ input, context: { caller, end }, signal }: Call): unknown => {
    const signals = [signal, end].filter((one) => one !== undefined)
    return run(input, { caller, session: caller.session(), signal: AbortSignal.any(signals) })
  }
}

/**
 * The road of any contract. Fails at once when a procedure says neither what it is nor who may call it, or has
 * nobody to answer it.
 */
export function buildRoad<C extends Record<string, Verbs>>(
  contracts: C,
  services: Handlers,
  deps: RoadDeps,
): Router<C, Context> {
  const os = implement(contracts as Record<string, Verbs>)
    .$context<Context>()
    // Input and output are checked behind this middleware, so their failures pass through it too.
    .use(async ({ next, path, procedure, context }) => {
      const { meta, errorMap } = procedure['~orpc']
      const wire = (error: unknown) => toWire(error, { path, errorMap, damage: deps.damage }, deps.log)
      const announce = (): void => {
        const noun = nouns.find((known) => known === path[0])
        if (noun && meta.kind !== 'query') deps.changed(noun)
      }
      try {
        allow(meta, context.caller.session())
        if (meta.kind === 'long') {
          const end = new AbortController()
          const { output, ...answer } = await next({ context: { end: end.signal } })
          // The handler of a long procedure is an async generator: `Services` says so.
          const stream = output as AsyncGenerator
          return { ...answer, output: guardStream(stream, { abort: () => end.abort(), wire, done: announce }) }
        }
        const answer = await next()
        announce()
        return answer
      } catch (error) {
        throw wire(error)
      }
    })
  const router: Record<string, Record<string, unknown>> = {}
  for (const [noun, verbs] of Object.entries(contracts)) {
    router[noun] = {}
    for (const [verb, procedure] of Object.entries(verbs)) {
      const meta = metaOf(procedure)
      const handler = services[noun]?.[verb]
      if (!meta) throw new Error(`${noun}.${verb} does not say who may call it`)
      if (!handler) throw new Error(`${noun}.${verb} has no service`)
      router[noun][verb] = os[noun]?.[verb]?.handler(handlerOf(meta, handler, deps))
    }
  }
  return router as unknown as Router<C, Context>
}

/** The router that every host serves; `Services` holds each function against its procedure. */
export function buildRouter(services: Services, deps: RoadDeps): AppRouter {
  return buildRoad(contract, services as unknown as Handlers, deps)
}

export type AppRouter = Router<Contract, Context>
