/**
 * Which acts were taken back, and by which. Of this machine alone: the other machines see two changes. And the trash
 * is found without a walk through all papers.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class History20261124130000 implements MigrationInterface {
  name = 'History20261124130000'

  async up(run: QueryRunner): Promise<void> {
    await run.query('CREATE TABLE undone(tx INTEGER PRIMARY KEY NOT NULL, by_tx INTEGER NOT NULL)')
    await run.query('CREATE INDEX paper_trashed ON paper(trashed_at) WHERE trashed_at IS NOT NULL')
  }

  async down(): Promise<void> {
    throw new Error('the history is not taken back; restore the copy made before the migration')
  }
}
