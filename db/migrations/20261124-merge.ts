/** What merging keeps beside the log: chains and segments, changes put aside, conflicts, what rules settled. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Merge20261124140000 implements MigrationInterface {
  name = 'Merge20261124140000'

  async up(run: QueryRunner): Promise<void> {
    await run.query('CREATE TABLE chain(id INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE)')
    await run.query(`CREATE TABLE segment(
      id INTEGER PRIMARY KEY NOT NULL, chain INTEGER NOT NULL, n INTEGER NOT NULL, low INTEGER NOT NULL)`)
    await run.query('CREATE UNIQUE INDEX segment_chain ON segment(chain, n)')
    await run.query(`CREATE TABLE segment_seen(
      chain INTEGER NOT NULL, other INTEGER NOT NULL, since INTEGER NOT NULL, n INTEGER NOT NULL,
      PRIMARY KEY(chain, other, since)) WITHOUT ROWID`)
    // Of acts that were sent or came: while they are only here they cost nothing.
    await run.query('CREATE INDEX tx_seg ON tx(seg, stamp) WHERE seg IS NOT NULL')
    await run.query(`CREATE TABLE op_aside(
      row TEXT NOT NULL, stamp INTEGER NOT NULL, device TEXT NOT NULL, tbl INTEGER NOT NULL, mask INTEGER NOT NULL,
      val TEXT, seg INTEGER NOT NULL, act_stamp INTEGER NOT NULL, person TEXT, act TEXT NOT NULL,
      PRIMARY KEY(row, stamp, device)) WITHOUT ROWID`)
    await run.query(`CREATE TABLE conflict(
      id TEXT PRIMARY KEY NOT NULL, tbl INTEGER NOT NULL, row TEXT NOT NULL, bit INTEGER NOT NULL,
      shown_stamp INTEGER NOT NULL, shown_device TEXT NOT NULL, shown TEXT NOT NULL,
      lost_stamp INTEGER NOT NULL, lost_device TEXT NOT NULL, lost TEXT NOT NULL)`)
    await run.query('CREATE INDEX conflict_row ON conflict(row)')
    await run.query(`CREATE TABLE settled(
      rule TEXT NOT NULL, row TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY(rule, row)) WITHOUT ROWID`)
  }

  async down(): Promise<void> {
    throw new Error('merging is not taken back; restore the copy made before the migration')
  }
}
