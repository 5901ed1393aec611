/** How long a paper is kept, whether it is held back from erasure, and whom it must not meet by chance. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Keeping20261124150000 implements MigrationInterface {
  name = 'Keeping20261124150000'

  async up(run: QueryRunner): Promise<void> {
    await run.query('ALTER TABLE paper ADD COLUMN retention TEXT')
    await run.query('ALTER TABLE paper ADD COLUMN retention_from TEXT')
    await run.query('ALTER TABLE paper ADD COLUMN hold INTEGER NOT NULL DEFAULT 0')
    await run.query('ALTER TABLE paper ADD COLUMN confidentiality TEXT')
    // The audit is asked for one machine, too.
    await run.query('CREATE INDEX audit_device ON audit(device, at)')
  }

  async down(): Promise<void> {
    throw new Error('how long papers are kept is not forgotten; restore the copy made before the migration')
  }
}
