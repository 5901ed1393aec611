/** What merging keeps beside the log. All of it is of this machine, and made of what came. */
import { EntitySchema } from 'typeorm'
import { local } from './tables.ts'

/** The chains of segments that ops came in: this machine's own and those of the others. */
export interface ChainEntity {
  id: number
  name: string
}

export const chainEntity = new EntitySchema<ChainEntity>({
  name: 'chain',
  columns: { id: { type: 'integer', primary: true }, name: { type: 'text', unique: true } },
})

/** A segment of a chain; `tx.seg` names it. */
export interface SegmentEntity {
  id: number
  chain: number
  /** Its number in the chain, from 1. */
  n: number
  /** No op of this segment, or of a later one of its chain, has a lower stamp. */
  low: number
}

export const segmentEntity = new EntitySchema<SegmentEntity>({
  name: 'segment',
  columns: {
    id: { type: 'integer', primary: true },
    chain: { type: 'integer' },
    n: { type: 'integer' },
    low: { type: 'integer' },
  },
  indices: [{ name: 'segment_chain', columns: ['chain', 'n'], unique: true }],
})

/** From segment `since` of the chain on, its writer had read the other chain up to segment `n`. */
export interface SegmentSeenEntity {
  chain: number
  other: number
  since: number
  n: number
}

export const segmentSeenEntity = new EntitySchema<SegmentSeenEntity>({
  name: 'segment_seen',
  columns: {
    chain: { type: 'integer', primary: true },
    other: { type: 'integer', primary: true },
    since: { type: 'integer', primary: true },
    n: { type: 'integer' },
  },
})

/** Changes of tables or columns that this program does not know yet. */
export interface OpAsideEntity {
  row: string
  stamp: number
  device: string
  tbl: number
  mask: number
  val: string | null
  seg: number
  /** The act it is part of. */
  actStamp: number
  person: string | null
  act: string
}

export const opAsideEntity = new EntitySchema<OpAsideEntity>({
  name: 'op_aside',
  columns: {
    row: { type: 'text', primary: true },
    stamp: { type: 'integer', primary: true },
    device: { type: 'text', primary: true },
    tbl: { type: 'integer' },
    mask: { type: 'integer' },
    val: { type: 'text', nullable: true },
    seg: { type: 'integer' },
    actStamp: { type: 'integer', name: 'act_stamp' },
    person: { type: 'text', nullable: true },
    act: { type: 'text' },
  },
})

/** Two values that were written without knowing of each other. `shown` is what the row holds. */
export interface ConflictEntity {
  /** Made of the row, the column and the losing change, so alike on every machine. */
  id: string
  tbl: number
  row: string
  /** Number of the column; 52 when one deleted the row and the other changed it. */
  bit: number
  shownStamp: number
  shownDevice: string
  /** JSON; for the row itself whether it is there. */
  shown: string
  lostStamp: number
  lostDevice: string
  lost: string
}

export const conflictEntity = new EntitySchema<ConflictEntity>({
  name: 'conflict',
  columns: {
    id: { type: 'text', primary: true },
    tbl: { type: 'integer' },
    row: { type: 'text' },
    bit: { type: 'integer' },
    shownStamp: { type: 'integer', name: 'shown_stamp' },
    shownDevice: { type: 'text', name: 'shown_device' },
    shown: { type: 'text' },
    lostStamp: { type: 'integer', name: 'lost_stamp' },
    lostDevice: { type: 'text', name: 'lost_device' },
    lost: { type: 'text' },
  },
  indices: [{ name: 'conflict_row', columns: ['row'] }],
})

/** What a rule between rows says of a row; rows of which it says nothing have none. */
export interface SettledEntity {
  rule: string
  row: string
  outcome: string
}

export const settledEntity = new EntitySchema<SettledEntity>({
  name: 'settled',
  columns: {
    rule: { type: 'text', primary: true },
    row: { type: 'text', primary: true },
    outcome: { type: 'text' },
  },
})

export const mergeTables = [
  ...[chainEntity, segmentEntity, segmentSeenEntity].map((entity) => local(entity as EntitySchema)),
  ...[opAsideEntity, conflictEntity, settledEntity].map((entity) => local(entity as EntitySchema)),
]
