/**
 * Taking in files and folders of this machine: each is kept in its turn, and told of when it has its outcome. The work
 * does not hang on whoever listens (`comings.ts`).
 */
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { IntakeEvent, IntakeOutcome } from '#contract/documents.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { oneLine } from '../../intake/steps/title.ts'
import type { Machine } from '../../machine.ts'
import type { Act, Service } from '../../road.ts'
import type { Comings, Journey } from './comings.ts'
import { type Found, walk } from './walk.ts'

type TakeInInput = Parameters<Service<'documents'>['takeIn']>[0] & { space: string }
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

/** What is told of a paper that this person does not see: that it is kept. */
function unseen({ file, sha256, outcome, reason, ms }: IntakeOutcome): IntakeOutcome {
  return { ...refused(file, '', ms), sha256, outcome, reason }
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

type Asked = Pick<Parameters<Machine['intake']['keep']>[0], 'by' | 'space'> & { signal: AbortSignal }

async function keepFile(file: Found, { intake }: Machine, asked: Asked): Promise<Kept> {
  const { handle, size } = await openRegular(file)
  // One byte more than was promised: a file that grows is noticed, and a small one asks for no large buffer.
  const stream = handle.createReadStream({ start: 0, end: size, highWaterMark: 512 * 1024 })
  try {
    return await intake.keep({ name: nameOf(file), size, stream, via: 'path', ...asked })
  } finally {
    await handle.close().catch(() => {
      // The stream closes its handle when it ends; then there is nothing left to close.
    })
  }
}

/** Events from several files at once, handed to one listener; to nobody once it has left. */
function createOutlet(): {
  put(event: IntakeEvent): void
  end(error?: unknown): void
  leave(): void
  events: AsyncGenerator<IntakeEvent>
} {
  const waiting: IntakeEvent[] = []
  let ended: { error?: unknown } | null = null
  let hasLeft = false
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
      if (hasLeft) return
      waiting.push(event)
      wake()
    },
    end(...error) {
      ended ??= error.length > 0 ? { error: error[0] } : {}
      wake()
    },
    leave() {
      hasLeft = true
      waiting.length = 0
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

export interface TakingIn {
  comings: Pick<Comings, 'run'>
  /** Whether the person sees a paper. */
  sees(paper: string): boolean
}

interface Taking extends Pick<TakingIn, 'sees'> {
  machine: Machine
  input: TakeInInput
  by: string
  journey: Journey
  put(event: IntakeEvent): void
}

/** One file: kept, and told of when it has its outcome; the promise inside is done then. */
async function takeOne(file: Found, taking: Taking): Promise<{ told: Promise<void> }> {
  const { machine, input, by, journey, put, sees } = taking
  const { signal } = journey
  const began = performance.now()
  const ms = (): number => Math.round(performance.now() - began)
  const tell = (outcome: IntakeOutcome): void => put({ kind: 'outcome', outcome })
  let kept: Kept
  try {
    kept = await keepFile(file, machine, { by, space: input.space, signal })
  } catch (error) {
    signal.throwIfAborted()
    const reason = refusalOf(error)
    if (reason === null) throw error
    journey.refused(oneLine(nameOf(file), mostName), reason)
    tell(refused(file.shown, reason, ms()))
    return { told: Promise.resolve() }
  }
  journey.kept()
  const keptMs = ms()
  const told = machine.intake.outcome(kept.paper, signal, kept.duplicate ? 'kept' : input.until).then((outcome) => {
    const whole: IntakeOutcome = {
      ...outcome,
      file: file.shown,
      ...(kept.duplicate ? { outcome: 'duplicate', reason: null } : {}),
      ms: keptMs + outcome.ms,
    }
    tell(sees(kept.paper) ? whole : unseen(whole))
  })
  return { told }
}

/** @returns how many files were found */
async function takeAll(taking: Taking): Promise<number> {
  const { input, journey, put } = taking
  const mayShow = createThrottle()
  const files: Found[] = []
  for await (const file of walk(input.paths)) {
    journey.signal.throwIfAborted()
    files.push(file)
    if (files.length % 500 === 0 && mayShow()) put({ kind: 'found', files: files.length })
  }
  put({ kind: 'found', files: files.length })
  journey.found(files.length)
  const pending = new Set<Promise<void>>()
  for (const [done, file] of files.entries()) {
    journey.mayGoOn()
    if (mayShow()) put({ kind: 'copying', file: oneLine(nameOf(file), mostName), done, of: files.length })
    const { told } = await takeOne(file, taking)
    pending.add(told)
    const forget = (): void => void pending.delete(told)
    told.then(forget, forget)
  }
  await Promise.all(pending)
  return files.length
}

/** The name of what was given: of the first file or folder. */
const givenName = (path: string): string => oneLine(basename(path), mostName)

export async function* takeInPaths(
  machine: Machine,
  input: TakeInInput,
  act: Act,
  { comings, sees }: TakingIn,
): AsyncGenerator<IntakeEvent, { files: number }, void> {
  if (!act.caller.localPaths) throw new Refusal('forbidden', { needs: 'local-paths' })
  const by = act.session?.person.id ?? ''
  const outlet = createOutlet()
  const { put } = outlet
  const work = comings.run(act, givenName(input.paths[0] ?? ''), (journey) =>
    takeAll({ machine, input, by, journey, put, sees }),
  )
  work.then(
    () => outlet.end(),
    (error: unknown) => outlet.end(error),
  )
  try {
    yield* outlet.events
    return { files: await work }
  } finally {
    outlet.leave()
  }
}
