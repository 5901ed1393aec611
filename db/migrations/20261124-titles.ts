/** Titles are put in order without their accents: «Èlite» stands by «Elite», not behind «Zucchero». */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { titleOrder } from '../titleOrder.ts'

export class Titles20261124170000 implements MigrationInterface {
  name = 'Titles20261124170000'

  async up(run: QueryRunner): Promise<void> {
    await run.query('DROP INDEX paper_title')
    await run.query(`CREATE INDEX paper_title ON paper(${titleOrder('title')}, id, space, trashed_at)`)
  }

  async down(): Promise<void> {
    throw new Error('the order of titles is not taken back; restore the copy made before the migration')
  }
}
