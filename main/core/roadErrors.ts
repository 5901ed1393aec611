/** From what was thrown to what may be answered. */
import { randomBytes } from 'node:crypto'
import { ORPCError } from '@orpc/server'
import { Refusal, type RefusalCode, type RefusalData } from '#contract/errors.ts'
import { isDamage } from '#db/connection.ts'
import type { Log } from './lib/log.ts'

/** The procedure that threw: its path, and the codes that it may answer. */
export interface Thrower {
  path: readonly string[]
  errorMap: object
  /** What is to be said when a broken page of the database was met. */
  damage?(): RefusalData<'database-damaged'>
}

const full = new Set(['ENOSPC', 'EDQUOT'])

/** What SQLite and the disk say that a person can act on, wherever it stands in the chain of causes. */
function refusalFromSystem(error: unknown): RefusalCode | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = 'code' in at ? String(at.code) : ''
    if (code === 'SQLITE_FULL' || full.has(code)) return 'disk-full'
    if (code.startsWith('SQLITE_BUSY')) return 'busy'
  }
  return null
}

/** The refusal that an error is, with what it tells; null for a bug. */
function refusalIn(error: unknown, { damage }: Thrower): { code: string; data: unknown } | null {
  if (error instanceof Refusal) return error
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return { code: 'bad-input', data: {} }
  if (damage && isDamage(error)) return { code: 'database-damaged', data: damage() }
  const code = refusalFromSystem(error)
  return code && { code, data: {} }
}

/** Messages of libraries may quote what they were reading: what stands in quotes stays out of the log. */
const withoutQuotes = (text: string): string => text.replaceAll(/(["'`«“]).*?(["'`»”]|$)/gs, '$1…$2').slice(0, 300)

const framesOf = (stack: string | undefined): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' ')

/** Errors that the procedure declares keep their code; every other one gets a number and is logged under it. */
export function toWire(error: unknown, thrower: Thrower, log: Log): ORPCError<string, unknown> {
  const refusal = refusalIn(error, thrower)
  if (refusal && refusal.code in thrower.errorMap) {
    return new ORPCError(refusal.code, { data: refusal.data, message: refusal.code })
  }
  const number = randomBytes(3).toString('hex').toUpperCase()
  const isError = error instanceof Error
  log('road.internal', {
    number,
    path: thrower.path.join('.'),
    error: isError ? error.name : typeof error,
    message: isError ? withoutQuotes(error.message) : '',
    refusal: refusal?.code ?? null,
    at: framesOf(isError ? error.stack : ''),
  })
  return new ORPCError('internal' satisfies RefusalCode, { data: { number }, message: 'internal' })
}
