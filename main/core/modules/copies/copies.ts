/**
 * The copies of this machine, made when somebody asks and when the plan wants one.
 *  1. One copy is made at a time.
 *  2. The plan survives a restart: what is due follows from the last success, which is on the disk.
 *  3. What hindered the plan is kept until a copy succeeds, and tried again.
 *  4. At the end of the core a copy under way is given up, and leaves nothing.
 */
import { dirname, resolve } from 'node:path'
import { Refusal } from '#contract/errors.ts'
import type { CopyMade, CopyPlan, CopyProgress } from '#contract/copies.contract.ts'
import { isDamage } from '#db/connection.ts'
import type { DoorFile } from '../../identity/doorFile.ts'
import type { Announcer } from '../../lib/announcer.ts'
import type { Clock } from '../../lib/clock.ts'
import { type KeptPlan, readPlan, writePlan } from '../../lib/copyPlan.ts'
import type { Log } from '../../lib/log.ts'
import type { Machine } from '../../machine.ts'
import type { Door } from '../door/door.ts'
import { isDue, type Late, lateness } from './copies.rules.ts'
import { type CopyPlace, demandFolder, makeRoom, targetOf } from './folder.ts'
import { makeCopy } from './make.ts'
import { isCopyRefusal } from './trouble.ts'

/** How often the plan is looked at. */
const lookMs = 30_000

export interface CopiesDeps {
  door: Pick<Door, 'file' | 'folder' | 'machine' | 'audit'>
  clock: Clock
  log: Log
  announcer: Pick<Announcer, 'changed'>
}

export interface CopyWish {
  place: CopyPlace
  person: string | null
  signal: AbortSignal
}

export interface Copies {
  kept(): KeptPlan
  isRunning(): boolean
  /** What Oggi reminds of; null while there is nothing. */
  late(): (Late & { hasCopy: boolean }) | null
  /** @throws Refusal of a place */
  setPlan(plan: CopyPlan | null): void
  /** `person`: who asks for it; null for the plan. @throws Refusal of a copy */
  make(wish: CopyWish, tell: Tell): Promise<CopyMade>
  close(): Promise<void>
}

type FailureCode = NonNullable<KeptPlan['failure']>['code']

/** What is said of a copy that the plan could not make. */
function codeOf(error: unknown): FailureCode {
  if (error instanceof Refusal && isCopyRefusal(error.code)) return error.code
  if (isDamage(error)) return 'database-damaged'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(code) ? 'disk-full' : 'internal'
}

type Tell = (progress: CopyProgress) => void
interface Opened {
  machine: Machine
  file: DoorFile
}

export function createCopies({ door, clock, log, announcer }: CopiesDeps): Copies {
  const { folder } = door
  const closing = new AbortController()
  let running: Promise<unknown> | null = null

  function keep(part: Partial<KeptPlan>): void {
    writePlan(folder, { ...readPlan(folder), ...part })
    announcer.changed('copies')
  }

  async function run({ machine, file }: Opened, { place, person, signal }: CopyWish, tell: Tell): Promise<CopyMade> {
    const madeAt = clock.now()
    const target = targetOf(place, folder, file.device.id, madeAt)
    const signals = AbortSignal.any([signal, closing.signal])
    const kept = readPlan(folder)
    const made = await makeCopy({ machine, target, madeAt, plan: kept, signal: signals, tell })
    // First that it is there: whatever fails from here on, it is.
    keep({ last: { at: madeAt, file: made.file, bytes: made.bytes }, failure: null })
    await door.audit.record({ kind: 'copy-made', person })
    const isPlanned = kept.plan !== null && resolve(kept.plan.folder) === dirname(target)
    await makeRoom(target, file.device.id, isPlanned && kept.plan ? kept.plan.keep : Number.POSITIVE_INFINITY).catch(
      // The copy is there; an old one that could not be removed is tried again after the next.
      () => log('copies.old-ones-stay'),
    )
    return made
  }

  /** @throws Refusal closed */
  function opened(): Opened {
    const [machine, file] = [door.machine(), door.file()]
    if (!machine || !file) throw new Refusal('closed')
    return { machine, file }
  }

  async function make(wish: CopyWish, tell: Tell): Promise<CopyMade> {
    if (running) throw new Refusal('copy-running', { path: wish.place.to })
    const work = run(opened(), wish, tell)
    running = work
    announcer.changed('copies')
    try {
      return await work
    } finally {
      running = null
      announcer.changed('copies')
    }
  }

  async function look(): Promise<void> {
    if (running || !door.machine()) return
    const { plan, last, failure } = readPlan(folder)
    if (!plan || !isDue(plan, last?.at ?? null, failure?.at ?? null, clock.now())) return
    try {
      await make({ place: { to: plan.folder, as: 'folder' }, person: null, signal: closing.signal }, () => {})
      log('copies.made')
    } catch (error) {
      if (closing.signal.aborted) return
      const code = codeOf(error)
      log('copies.failed', { code })
      keep({ failure: { at: clock.now(), code, path: plan.folder } })
    }
  }

  const timer = setInterval(() => {
    look().catch((error: unknown) => log('copies.look', { error: error instanceof Error ? error.name : 'unknown' }))
  }, lookMs)
  timer.unref()

  return {
    kept: () => readPlan(folder),
    isRunning: () => running !== null,
    late() {
      const organisation = door.file()?.organisation
      if (!organisation || organisation.demo) return null
      const { plan, last } = readPlan(folder)
      const late = lateness(plan, last?.at ?? null, organisation.foundedAt, clock.now())
      return late && { ...late, hasCopy: last !== null }
    },
    setPlan(plan) {
      if (plan) demandFolder(resolve(plan.folder), folder)
      keep({ plan: plan && { ...plan, folder: resolve(plan.folder) }, failure: null })
    },
    make,
    async close() {
      clearInterval(timer)
      closing.abort()
      await running?.catch(() => {})
    },
  }
}
