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
import { generateAs, runAs } from '#db/records/actor.ts'
import type { Caller, Session } from './caller.ts'
import type { Log } from './lib/log.ts'
import { toWire } from './roadErrors.ts'
import { guardStream } from './roadStream.ts'

/** What a service function gets beside its input. */
export interface Act {
  caller: Caller
  /** Null only in procedures that anyone may call, or who was given a grant. */
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
  /** Somebody asked for what their role does not allow. */
  refused?(session: Session, procedure: string): Promise<void>
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

/** What does not depend on who is in goes on whoever comes and goes. */
const needsNobody = ({ needs }: ProcedureMeta): boolean => needs === 'anyone' || needs === 'grant'

function allow(meta: ProcedureMeta, session: Session | null): void {
  if (meta.needs === 'anyone' || meta.needs === 'grant') return
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
function handlerOf(name: string, meta: ProcedureMeta, handler: AnyHandler, deps: RoadDeps) {
  // Whoever was shut out while the command waited in line changes nothing any more.
  const inTurn: AnyHandler = (input, act) => {
    allow(meta, act.caller.session())
    return handler(input, act)
  }
  const run: AnyHandler =
    meta.kind === 'command' ? (input, act) => deps.writer()(async () => inTurn(input, act)) : handler
  return ({ input, context: { caller, end }, signal }: Call): unknown => {
    const session = caller.session()
    const cut = needsNobody(meta) ? undefined : caller.cut()
    // A page asks of its own accord too, and so it uses a grant; what else changes something is a person's doing.
    if (meta.kind !== 'query' && meta.needs !== 'grant') caller.touch()
    const signals = [signal, end, cut].filter((one) => one !== undefined)
    // What it changes is recorded as this person's act.
    const actor = { person: session?.person.id ?? null, act: name }
    const answer = runAs(actor, () => run(input, { caller, session, signal: AbortSignal.any(signals) }))
    return meta.kind === 'long' ? generateAs(actor, answer as AsyncGenerator) : answer
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
        if (meta.kind === 'query') return
        for (const moved of [...(noun ? [noun] : []), ...(meta.moves ?? [])]) deps.changed(moved)
      }
      try {
        const session = context.caller.session()
        try {
          allow(meta, session)
        } catch (refusal) {
          if (session) await deps.refused?.(session, path.join('.'))
          throw refusal
        }
        if (meta.kind === 'long') {
          const end = new AbortController()
          const { output, ...answer } = await next({ context: { end: end.signal } })
          // The handler of a long procedure is an async generator: `Services` says so.
          const stream = output as AsyncGenerator
          const ends = { abort: () => end.abort(), wire, done: announce }
          const cut = needsNobody(meta) ? null : context.caller.cut()
          return { ...answer, output: guardStream(stream, { ...ends, cut }) }
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
      router[noun][verb] = os[noun]?.[verb]?.handler(handlerOf(`${noun}.${verb}`, meta, handler, deps))
    }
  }
  return router as unknown as Router<C, Context>
}

/** The router that every host serves; `Services` holds each function against its procedure. */
export function buildRouter(services: Services, deps: RoadDeps): AppRouter {
  return buildRoad(contract, services as unknown as Handlers, deps)
}

export type AppRouter = Router<Contract, Context>
