/**
 * Lists ask of each paper whether its space is within reach and whether it lies in the trash: each order's index names
 * both, so that what a person does not see is passed in the index. And which spaces hold papers is told by one of its own.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Spaces20261124160000 implements MigrationInterface {
  name = 'Spaces20261124160000'

  async up(run: QueryRunner): Promise<void> {
    for (const [index, columns] of [
      ['paper_taken_in', 'taken_in_at, id'],
      ['paper_state', 'state, taken_in_at'],
      ['paper_date', 'date, id'],
      ['paper_title', 'title COLLATE NOCASE, id'],
    ]) {
      await run.query(`DROP INDEX ${index}`)
      await run.query(`CREATE INDEX ${index} ON paper(${columns}, space, trashed_at)`)
    }
    await run.query('CREATE INDEX paper_space ON paper(space)')
  }

  async down(): Promise<void> {
    throw new Error('the indexes of papers are not taken back; restore the copy made before the migration')
  }
}
