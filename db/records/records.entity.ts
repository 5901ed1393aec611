/** The log of changes (records.md §2). All of it is local: what goes to other machines is made from it. */
import { EntitySchema } from 'typeorm'
import { local } from './tables.ts'

/** One change of one row: which columns, to what, from what. */
export interface OpEntity {
  /** The order in which this machine wrote it down. */
  seq: number
  /** Hybrid logical clock: 1000 * milliseconds + counter (clock.ts). */
  stamp: number
  /** Local number of the device that made it. */
  dev: number
  row: string
  tx: number
  /** Number of the table. */
  tbl: number
  /** Bits of the columns it sets, and bit 52 when it makes or deletes the row. */
  mask: number
  /** JSON array of the new values in the order of the bits, without one for bit 52; null deletes the row. */
  val: string | null
  /** The same of the old values; null for a new row and for what other machines sent. Never leaves this machine. */
  old: string | null
}

export const opEntity = new EntitySchema<OpEntity>({
  name: 'op',
  columns: {
    seq: { type: 'integer', primary: true },
    stamp: { type: 'integer' },
    dev: { type: 'integer' },
    row: { type: 'text' },
    tx: { type: 'integer' },
    tbl: { type: 'integer' },
    mask: { type: 'integer' },
    val: { type: 'text', nullable: true },
    old: { type: 'text', nullable: true },
  },
  indices: [{ name: 'op_row', columns: ['row', 'stamp', 'dev'], unique: true }],
})

/** An act: the ops of one transaction, who made it and with what. */
export interface TxEntity {
  id: number
  /** The clock at its last op. */
  stamp: number
  dev: number
  /** Null: the machine itself. */
  person: string | null
  /** What was done, as the contract calls it: `documents.edit`; `intake` for the reading of papers. */
  act: string
  /** The segment in which it went to the share or came from it. */
  seg: number | null
  /** All its ops are among those with these `seq`, which may be of other acts too. */
  firstOp: number | null
  lastOp: number | null
}

export const txEntity = new EntitySchema<TxEntity>({
  name: 'tx',
  columns: {
    id: { type: 'integer', primary: true },
    stamp: { type: 'integer' },
    dev: { type: 'integer' },
    person: { type: 'text', nullable: true },
    act: { type: 'text' },
    seg: { type: 'integer', nullable: true },
    firstOp: { type: 'integer', name: 'first_op', nullable: true },
    lastOp: { type: 'integer', name: 'last_op', nullable: true },
  },
})

/** The one row that the triggers ask. */
export interface CtxEntity {
  k: number
  /** The number that the next act has; an act that made no op leaves it to the next. */
  tx: number
  /** The local number of this machine. */
  dev: number
  /** Above 0 no change is recorded. */
  silent: number
  /** The highest stamp of our clock so far: it begins above it after a restart. */
  stamp: number
}

export const ctxEntity = new EntitySchema<CtxEntity>({
  name: 'ctx',
  columns: {
    k: { type: 'integer', primary: true },
    tx: { type: 'integer' },
    dev: { type: 'integer' },
    silent: { type: 'integer', default: 0 },
    stamp: { type: 'integer', default: 0 },
  },
})

/** Rows that hold a stamp too far ahead for our clock to follow; empty in peace. */
export interface AheadEntity {
  row: string
  stamp: number
}

export const aheadEntity = new EntitySchema<AheadEntity>({
  name: 'ahead',
  columns: { row: { type: 'text', primary: true }, stamp: { type: 'integer' } },
})

/** The devices that ops name by a local number. This machine's id is empty until it has one. */
export interface DeviceEntity {
  n: number
  id: string
}

export const deviceEntity = new EntitySchema<DeviceEntity>({
  name: 'device',
  columns: { n: { type: 'integer', primary: true }, id: { type: 'text', unique: true } },
})

export const recordsTables = [
  local(opEntity),
  local(txEntity),
  local(ctxEntity),
  local(aheadEntity),
  local(deviceEntity),
]
