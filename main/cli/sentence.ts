/** From anything thrown to the one sentence on standard error. */
import { ORPCError } from '@orpc/client'
import { Refusal, type RefusalCode, refusals } from '#contract/errors.ts'
import { plain } from './print.ts'
import { say } from './say.ts'

/** A sentence from `cli.json`, exit code 1. */
export class Complaint extends Error {
  override readonly name = 'Complaint'
}

const isCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code)

/** What a sentence may name: seconds for `waitMs`, megabytes for `mostBytes`, everything else as it is. */
function valuesOf(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null) return {}
  const values: Record<string, string> = {}
  for (const [key, value] of Object.entries(data)) {
    if (key === 'waitMs') values['seconds'] = String(Math.ceil(Number(value) / 1000))
    else if (key === 'mostBytes') values['size'] = `${Math.floor(Number(value) / 1024 / 1024)} MB`
    else if (value !== null) values[key] = plain(String(value))
  }
  return values
}

/** The refusal code that an error carries, or null. */
export function codeOf(error: unknown): RefusalCode | null {
  if (error instanceof Refusal) return error.code
  if (error instanceof ORPCError && isCode(error.code)) return error.code
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOSPC' || code === 'SQLITE_FULL' ? 'disk-full' : null
}

/** Beside a broken archive: where its newest copy lies, and how that is taken back. */
function copyText(error: unknown): string {
  const data = error instanceof Error && 'data' in error ? error.data : null
  const backup = typeof data === 'object' && data !== null && 'backup' in data ? data.backup : null
  if (typeof backup !== 'string') return ''
  return ` ${say(backup.endsWith('.db') ? 'failed.damagedOldCopy' : 'failed.damagedCopy', { backup: plain(backup) })}`
}

export function sentenceOf(error: unknown): string {
  if (error instanceof Complaint) return error.message
  const code = codeOf(error)
  if (code === 'internal') return say('failed.internal', valuesOf(error instanceof ORPCError ? error.data : {}))
  if (code) {
    const values = valuesOf(error instanceof Error && 'data' in error ? error.data : {})
    return say(`refusals:${code}`, values) + (code === 'database-damaged' ? copyText(error) : '')
  }
  return say('failed.unforeseen', {
    what: plain(error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  })
}
