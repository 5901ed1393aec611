/** Taking in files and folders of this machine: each is kept in its turn, and told of when it has its outcome. */
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { IntakeEvent, IntakeOutcome } from '#contract/documents.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { oneLine } from '../../intake/steps/title.ts'
import type { Machine } from '../../machine.ts'
import type { Act, Service } from '../../road.ts'
import { type Found, walk } from './walk.ts'

type TakeInInput = Parameters<Service<'documents'>['takeIn']>[0]
type Kept = Awaited<ReturnType<Machine['intake']['keep']>>

/** Between two events that only show progress. */
const betweenMs = 200
const mostName = 300

const nameOf = (file: Found): string =>
  file.shown.split(process.platform === 'win32' ? /[/\\]/ : '/').at(-1) ?? file.shown

/** A code for what can happen to a file of a person; null for what is our own fault. */
function refusalOf(error: unknown): string | null {
  if (error instanceof Refusal) return error.code
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code)) return 'disk-full'
  return /^E[A-Z]+$/.test(code) ? 'file-unreadable' : null
}

function refused(file: string, reason: string, ms: number): IntakeOutcome {
  return {
    ...{ file, paper: null, sha256: null, outcome: 'refused', reason, kind: null, confidence: 0 },
    ...{ pages: 0, ocrPages: 0, chars: 0, language: null, fields: {}, ms },
  }
}

/** Opens a regular file; a pipe or a device must not hold us up. */
async function openRegular(file: Found): Promise<{ handle: FileHandle; size: number }> {
  if (file.unreadable) throw new Refusal('file-unreadable', { name: nameOf(file) })
  const handle = await open(file.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  const stats = await handle.stat()
  if (stats.isFile()) return { handle, size: stats.size }
  await handle.close()
  throw new Refusal('file-unreadable', { name: nameOf(file) })
}

async function keepFile(file: Found, { intake }: Machine, by: string, signal: AbortSignal): Promise<Kept> {
  const { handle, size } = await openRegular(file)
  const stream = handle.createReadStream({ highWaterMark: 512 * 1024 })
  try {
    return await intake.keep({ name: nameOf(file), size, stream, via: 'path', by, signal })
  } finally {
    await handle.close().catch(() => {
      // The stream closes its handle when it ends; then there is nothing left to close.
    })
  }
}

/** Events from several files at once, handed to one listener. */
function createOutlet(): {
  put(event: IntakeEvent): void
  end(error?: unknown): void
  events: AsyncGenerator<IntakeEvent>
} {
  const waiting: IntakeEvent[] = []
  let ended: { error?: unknown } | null = null
  let wake = (): void => {}
  async function* events(): AsyncGenerator<IntakeEvent> {
    for (;;) {
      const next = waiting.shift()
      if (next) yield next
      else if (ended) {
        if ('error' in ended) throw ended.error
        return
      } else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  return {
    put(event) {
      waiting.push(event)
      wake()
    },
    end(...error) {
      ended ??= error.length > 0 ? { error: error[0] } : {}
      wake()
    },
    events: events(),
  }
}

/** Lets an event through when the last one is long enough ago. */
function createThrottle(): () => boolean {
  let last = 0
  return () => {
    const now = performance.now()
    if (last > 0 && now - last < betweenMs) return false
    last = now
    return true
  }
}

export async function* takeInPaths(
  machine: Machine,
  input: TakeInInput,
  act: Act,
): AsyncGenerator<IntakeEvent, { files: number }, void> {
  if (!act.caller.localPaths) throw new Refusal('forbidden', { needs: 'local-paths' })
  const gone = new AbortController()
  const signal = AbortSignal.any([act.signal, gone.signal])
  const by = act.session?.person.id ?? ''
  const until = input.until
  const outlet = createOutlet()
  const mayShow = createThrottle()

  async function takeOne(file: Found): Promise<void> {
    const began = performance.now()
    const ms = (): number => Math.round(performance.now() - began)
    const tell = (outcome: IntakeOutcome): void => outlet.put({ kind: 'outcome', outcome })
    let kept: Kept
    try {
      kept = await keepFile(file, machine, by, signal)
    } catch (error) {
      signal.throwIfAborted()
      const reason = refusalOf(error)
      if (reason === null) throw error
      return tell(refused(file.shown, reason, ms()))
    }
    const keptMs = ms()
    const told = machine.intake.outcome(kept.paper, signal, kept.duplicate ? 'kept' : until).then((outcome) => {
      tell({
        ...outcome,
        file: file.shown,
        ...(kept.duplicate ? { outcome: 'duplicate', reason: null } : {}),
        ms: keptMs + outcome.ms,
      })
    })
    pending.add(told)
    const forget = (): void => void pending.delete(told)
    told.then(forget, forget)
  }
  const pending = new Set<Promise<void>>()

  async function takeAll(files: readonly Found[]): Promise<void> {
    for (const [done, file] of files.entries()) {
      signal.throwIfAborted()
      if (mayShow()) outlet.put({ kind: 'copying', file: oneLine(nameOf(file), mostName), done, of: files.length })
      await takeOne(file)
    }
    await Promise.all(pending)
  }

  const files: Found[] = []
  for await (const file of walk(input.paths)) {
    act.signal.throwIfAborted()
    files.push(file)
    if (files.length % 500 === 0 && mayShow()) yield { kind: 'found', files: files.length }
  }
  yield { kind: 'found', files: files.length }
  try {
    void takeAll(files).then(
      () => outlet.end(),
      (error: unknown) => outlet.end(error),
    )
    yield* outlet.events
    return { files: files.length }
  } finally {
    gone.abort()
  }
}
