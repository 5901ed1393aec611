/** What the records need of the rest of the core, and what a module says of its own. */
import type { RecordKind } from '#contract/records.contract.ts'
import type { Tx } from '#db/open.ts'
import type { SyncedTable } from '#db/records/tables.ts'
import type { Session } from '../../caller.ts'
import type { ReachOf } from '../../identity/reach.rules.ts'
import type { Machine } from '../../machine.ts'
import type { Door } from '../door/door.ts'

/** What a module says of its records. */
export interface RecordsOf {
  table: SyncedTable
  /** Acts, as the contract calls them, that change nothing beside these records. */
  undoable: readonly string[]
  /** Whether the record lies in one of these spaces. */
  isIn(read: Tx['raw'], id: string, spaces: readonly string[]): boolean
  /** Whether an act wrote a record that lies outside these spaces now. */
  actLeaves(read: Tx['raw'], act: number, spaces: readonly string[]): boolean
  /** Whether an act wrote a record with special data that everybody reads now. */
  actExposes(read: Tx['raw'], act: number): boolean
  /** Whether the record's contents are hidden from this session until it opens them. */
  isClosed(read: Tx['raw'], id: string, session: Session | null): boolean
  /** Makes anew, in the same transaction, what follows from these rows: the index of their words. */
  follow(tx: Tx, ids: readonly string[]): void
  /** A person chose what stands in this field: what notes that a person wrote it. */
  chosen(tx: Tx, id: string, column: string): void
}

export interface RecordsDeps {
  machine(): Machine
  /** A record outside the spaces that a person reaches is answered like one that there is not. */
  reach: ReachOf
  door: Pick<Door, 'personName' | 'directory'>
  kinds: Record<RecordKind, RecordsOf>
}
