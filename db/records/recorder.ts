/**
 * The part of capture that the writer's connection carries: the clock behind `hlc(row)`, and the acts.
 *  1. The ops of one transaction belong to one act, which says who made it and with what. Its number is `ctx.tx`
 *     while the transaction is open; its row is written just before the commit.
 *  2. A transaction that recorded nothing leaves no act, and writes nothing for one.
 *  3. The clock goes on after a restart above every stamp that was committed.
 */
import type Database from 'better-sqlite3'
import { type Actor, currentActor } from './actor.ts'
import { createAhead } from './ahead.ts'
import { createStampClock, type StampClock } from './clock.ts'
import { createLargeOld } from './largeOld.ts'

/** An act of another machine, as it came. */
export interface ForeignAct {
  stamp: number
  /** Local number of the device that made it. */
  dev: number
  person: string | null
  act: string
  seg: number | null
}

export interface Recorder {
  clock: StampClock
  /** Learns the stamp of another machine's op of a row, inside a transaction. */
  follow(op: { row: string; stamp: number }): void
  /** At the begin of each transaction. */
  begin(): void
  /** Before each commit: writes the act of what was recorded, if anything was. */
  endAct(actor: Actor): void
  /** After each rollback. */
  rolledBack(): void
  /**
   * Writes an act of another machine and gives its number, for its ops. What the open transaction recorded itself
   * before and after is two acts then.
   */
  addForeignAct(act: ForeignAct): number
  /** Runs `fn` without recording: for incoming changes and for what each machine computes alike. */
  silently<T>(fn: () => T): T
  /** The local number of a device by its global id, given at its first mention. */
  numberOfDevice(id: string): number
}

interface Context {
  tx: number
  dev: number
  stamp: number
}

export interface RecorderOptions {
  /** Global id of this machine in the directory; left out while it has none. */
  device?: string | undefined
  /** UTC milliseconds. */
  now?: (() => number) | undefined
}

/** The machine's own number: a machine that has got another id (a copy, a restored one) takes a new one. */
function claimDevice(raw: Database.Database, device: string, numberOf: (id: string) => number): void {
  const own = raw.prepare("UPDATE device SET id = ? WHERE id = '' AND n = (SELECT dev FROM ctx)")
  const known = raw.prepare('SELECT 1 FROM device WHERE id = ?').get(device)
  if (!known && own.run(device).changes > 0) return
  raw.prepare('UPDATE ctx SET dev = @number WHERE dev <> @number').run({ number: numberOf(device) })
}

/** Makes a connection the one that may change synced tables. Once for each connection, after the migrations. */
export function createRecorder(raw: Database.Database, options: RecorderOptions = {}): Recorder {
  const numbered = raw.prepare<[string], number>('SELECT n FROM device WHERE id = ?').pluck()
  const numberNew = raw.prepare('INSERT INTO device(id) VALUES (?)')
  const numberOfDevice = (id: string): number => numbered.get(id) ?? Number(numberNew.run(id).lastInsertRowid)
  raw.prepare('UPDATE ctx SET silent = 0 WHERE silent <> 0').run()
  if (options.device) claimDevice(raw, options.device, numberOfDevice)

  const context = raw.prepare<[], Context>('SELECT tx, dev, stamp FROM ctx')
  const lastOp = raw.prepare<[], { seq: number; tx: number }>('SELECT seq, tx FROM op ORDER BY seq DESC LIMIT 1')
  const addAct = raw.prepare<
    [number, number, number, string | null, string, number | null, number | null, number | null]
  >('INSERT INTO tx(id, stamp, dev, person, act, seg, first_op, last_op) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const goOn = raw.prepare<[number]>('UPDATE ctx SET tx = tx + 1, stamp = ?')
  const keepStamp = raw.prepare<[number]>('UPDATE ctx SET stamp = ?')
  const hush = raw.prepare<[number]>('UPDATE ctx SET silent = silent + ?')

  const start = context.get()
  if (!start) throw new Error('the log of changes has no context')
  const clock = createStampClock(start.stamp, options.now ?? Date.now)
  const ahead = createAhead(raw, clock)
  const largeOld = createLargeOld(raw)
  let stampAtAct = clock.last()
  // Asked for at the first write: opening reads no page that may be broken without anybody needing it.
  let seqBefore: number | null = null
  let seqAtBegin = 0
  raw.function('hlc', (row) => ahead.stampOf(String(row)))

  function endAct({ person, act }: Actor): void {
    if (clock.last() === stampAtAct) return
    stampAtAct = clock.last()
    const last = lastOp.get()
    const open = context.get()
    if (!last || !open || last.tx !== open.tx) {
      // A stamp was received, or a statement failed.
      keepStamp.run(stampAtAct)
      return
    }
    largeOld.shorten(open.tx, seqBefore ?? 0)
    addAct.run(open.tx, stampAtAct, open.dev, person, act, null, (seqBefore ?? 0) + 1, last.seq)
    goOn.run(stampAtAct)
    seqBefore = last.seq
  }

  return {
    clock,
    follow: (op) => ahead.follow(op),
    endAct,
    begin() {
      seqBefore ??= lastOp.get()?.seq ?? 0
      seqAtBegin = seqBefore
    },
    rolledBack() {
      stampAtAct = clock.last()
      seqBefore = seqAtBegin
      ahead.rolledBack()
      largeOld.forget()
    },
    addForeignAct(foreign) {
      endAct(currentActor())
      const id = context.get()?.tx ?? 0
      addAct.run(id, foreign.stamp, foreign.dev, foreign.person, foreign.act, foreign.seg, null, null)
      goOn.run(clock.last())
      return id
    },
    silently(fn) {
      if (!raw.inTransaction) throw new Error('silence belongs inside a write')
      hush.run(1)
      const loud = (): void => {
        // A transaction that is gone has taken its silence with it.
        if (raw.inTransaction) hush.run(-1)
      }
      return whenDone(fn, loud)
    },
    numberOfDevice,
  }
}

/** On a connection that only reads: a statement that would change a synced table is told so, not that it is unknown. */
export function refuseRecording(read: Database.Database): void {
  const refuse = (_value: unknown): never => {
    throw new Error('a reading connection records nothing')
  }
  for (const name of ['hlc', 'large_old']) read.function(name, refuse)
}

/** Runs `fn` and then `end`, whether it gives a promise or not, and whatever becomes of it. */
function whenDone<T>(fn: () => T, end: () => void): T {
  let result: T
  try {
    result = fn()
  } catch (error) {
    end()
    throw error
  }
  if (!(result instanceof Promise)) {
    end()
    return result
  }
  return result.finally(end) as T
}
