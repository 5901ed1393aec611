/**
 * The way of a paper: kept, told by its content, read in a process of its own, indexed. Every step survives a
 * crash: what is kept is in the store and has its row, and a row in `intake_job` says what is still to be read.
 */
import type { Readable } from 'node:stream'
import type { Arrived, IntakeOutcome } from '#contract/documents.contract.ts'
import type { Db } from '#db/open.ts'
import type { FileStore } from '../files/store.ts'
import type { Announcer } from '../lib/announcer.ts'
import type { Clock } from '../lib/clock.ts'
import type { Host } from '../lib/host.ts'
import type { Log } from '../lib/log.ts'

export interface IntakeDeps {
  db: Db
  files: FileStore
  host: Host
  clock: Clock
  log: Log
  announcer: Announcer
  parsers: number
}

export interface Intake {
  /** Takes up what a crash or a stop left, and reads. */
  start(): void
  /** Lets the pages under way go and stops the parsers; unread papers stay queued. */
  stop(): Promise<void>
  /** Keeps the bytes of a stream as a paper and queues its reading. @throws Refusal file-empty, file-too-big… */
  keep(source: { name: string; size: number; stream: Readable; via: 'page' | 'path'; by: string; signal?: AbortSignal }): Promise<Arrived & { sha256: string }>
  /** Resolves when the paper's reading has ended. */
  outcome(paper: string, signal?: AbortSignal): Promise<IntakeOutcome>
  cancel(paper: string): Promise<void>
  retry(paper: string): Promise<void>
  /** How many papers wait or are being read. */
  pending(): number
}

export function createIntake(_deps: IntakeDeps): Intake {
  throw new Error('the intake is being written')
}
