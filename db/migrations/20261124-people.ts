/** The audit: rows are added, and nothing else is done to them. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class People20261124110000 implements MigrationInterface {
  name = 'People20261124110000'

  async up(run: QueryRunner): Promise<void> {
    await run.query(`CREATE TABLE audit(
      id TEXT PRIMARY KEY NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, person TEXT, device TEXT NOT NULL,
      about TEXT, what TEXT NOT NULL DEFAULT '') STRICT`)
    await run.query('CREATE INDEX audit_at ON audit(at, id)')
    await run.query('CREATE INDEX audit_person ON audit(person, at)')
    await run.query('CREATE INDEX audit_about ON audit(about, at)')
    // REPLACE deletes before it inserts: with recursive triggers it meets the second of these.
    for (const act of ['UPDATE', 'DELETE']) {
      await run.query(`CREATE TRIGGER audit_no_${act.toLowerCase()} BEFORE ${act} ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END`)
    }
  }

  async down(): Promise<void> {
    throw new Error('the audit is not taken back; restore the copy made before the migration')
  }
}
