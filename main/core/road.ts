/**
 * The one road of a request. In this order and nowhere else: is the caller allowed, is the input valid,
 * run it (a command waits in the writer's queue and gets its transaction), check the output, announce what
 * changed, turn errors into codes.
 */
import { randomBytes } from 'node:crypto'
import { implement, ORPCError, type Router } from '@orpc/server'
import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { ProcedureKind, ProcedureMeta } from '#contract/define.ts'
import { Refusal, refusals, type RefusalCode } from '#contract/errors.ts'
import { nouns, type Noun } from '#contract/events.ts'
import { contract, type Contract } from '#contract/index.ts'
import { mayDo } from '#contract/permissions.ts'
import type { Write } from '#db/open.ts'
import type { Caller, Session } from './caller.ts'
import type { Log } from './lib/log.ts'

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
  log: Log
}

export interface Context {
  caller: Caller
}

type AnyHandler = (input: unknown, act: Act) => unknown

/** Errors that the user can act on keep their code; everything else gets a number and is logged under it. */
function toWire(error: unknown, deps: RoadDeps, path: string): ORPCError<string, unknown> {
  if (error instanceof Refusal) return new ORPCError(error.code, { data: error.data, message: error.code })
  if (error instanceof ORPCError) {
    if (error.code in refusals) return error
    if (error.code === 'BAD_REQUEST') return new ORPCError('bad-input', { data: {}, message: 'bad-input' })
  }
  if (error instanceof Error && 'code' in error && (error.code === 'SQLITE_FULL' || error.code === 'ENOSPC')) {
    return new ORPCError('disk-full' satisfies RefusalCode, { data: {}, message: 'disk-full' })
  }
  const number = randomBytes(3).toString('hex').toUpperCase()
  const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  deps.log('road.internal', { number, path, error: name, stack: (error instanceof Error && error.stack) || null })
  return new ORPCError('internal', { data: { number }, message: 'internal' })
}

function allow(meta: ProcedureMeta, session: Session | null): void {
  if (meta.needs === 'anyone') return
  if (!session) throw new Refusal('signed-out')
  if (meta.needs === 'signed-in') return
  if (!mayDo(session.roles, meta.needs)) throw new Refusal('forbidden', { needs: meta.needs })
}

async function* guarded(stream: AsyncGenerator, wire: (error: unknown) => unknown): AsyncGenerator {
  try {
    return yield* stream
  } catch (error) {
    throw wire(error)
  }
}

/** The router that every host serves. Fails at once when a procedure says neither what it is nor who may call it. */
export function buildRouter(services: Services, deps: RoadDeps): AppRouter {
  const os = implement(contract)
    .$config({ initialInputValidationIndex: Number.POSITIVE_INFINITY })
    .$context<Context>()
    .use(async ({ next, path, procedure, context }) => {
      const wire = (error: unknown) => toWire(error, deps, path.join('.'))
      try {
        const meta = procedure['~orpc'].meta
        allow(meta, context.caller.session())
        const answer = await next()
        if (meta.kind === 'long') {
          return { ...answer, output: guarded(answer.output as AsyncGenerator, wire) as typeof answer.output }
        }
        const noun = path[0] as Noun
        if (meta.kind !== 'query' && nouns.includes(noun)) deps.changed(noun)
        return answer
      } catch (error) {
        throw wire(error)
      }
    })

  const run = (kind: ProcedureKind, handler: AnyHandler): AnyHandler =>
    kind === 'command' ? (input, act) => deps.writer()(async () => handler(input, act)) : handler

  const router: Record<string, Record<string, unknown>> = {}
  for (const [noun, verbs] of Object.entries(contract)) {
    const built: Record<string, unknown> = {}
    for (const [verb, procedure] of Object.entries(verbs)) {
      const meta: ProcedureMeta | undefined = procedure['~orpc'].meta
      const handler = (services as Record<string, Record<string, AnyHandler>>)[noun]?.[verb]
      if (!meta?.needs || !meta.kind) throw new Error(`${noun}.${verb} does not say who may call it`)
      if (!handler) throw new Error(`${noun}.${verb} has no service`)
      const act = run(meta.kind, handler)
      // The walk is untyped; `Services` has already held each function against its procedure.
      const door = (os as unknown as Record<string, Record<string, { handler(fn: unknown): unknown }>>)[noun]?.[verb]
      built[verb] = door?.handler(({ input, context, signal }: { input: unknown; context: Context; signal?: AbortSignal }) =>
        act(input, {
          caller: context.caller,
          session: context.caller.session(),
          signal: signal ?? new AbortController().signal,
        }),
      )
    }
    router[noun] = built
  }
  return router as unknown as AppRouter
}

export type AppRouter = Router<Contract, Context>
