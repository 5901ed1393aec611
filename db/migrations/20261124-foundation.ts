/** The first tables: the log of changes; papers, their pages and their index; statements, preferences. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The log of changes (records.md §2): ops, the acts they belong to, and what the triggers ask. */
async function makeLog(run: QueryRunner): Promise<void> {
  await run.query('CREATE TABLE device(n INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL UNIQUE)')
  await run.query(`CREATE TABLE tx(
    id INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, dev INTEGER NOT NULL, person TEXT, act TEXT NOT NULL,
    seg INTEGER, first_op INTEGER, last_op INTEGER)`)
  await run.query(`CREATE TABLE op(
    seq INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, dev INTEGER NOT NULL, row TEXT NOT NULL,
    tx INTEGER NOT NULL, tbl INTEGER NOT NULL, mask INTEGER NOT NULL, val TEXT, old TEXT)`)
  // History, idempotence and merge.
  await run.query('CREATE UNIQUE INDEX op_row ON op(row, stamp, dev)')
  await run.query(`CREATE TABLE ctx(
    k INTEGER PRIMARY KEY NOT NULL CHECK(k = 1), tx INTEGER NOT NULL, dev INTEGER NOT NULL,
    silent INTEGER NOT NULL DEFAULT 0, stamp INTEGER NOT NULL DEFAULT 0)`)
  await run.query('CREATE TABLE ahead(row TEXT PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL) WITHOUT ROWID')
  await run.query("INSERT INTO device(n, id) VALUES (1, '')")
  await run.query('INSERT INTO ctx(k, tx, dev) VALUES (1, 1, 1)')
}

export class Foundation20261124100000 implements MigrationInterface {
  name = 'Foundation20261124100000'

  async up(run: QueryRunner): Promise<void> {
    await makeLog(run)
    // A synced table is STRICT: what an op holds is told by the column's type.
    await run.query(`CREATE TABLE paper(
      id TEXT PRIMARY KEY NOT NULL, content TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
      name TEXT NOT NULL, format TEXT NOT NULL, title TEXT NOT NULL, title_given INTEGER NOT NULL DEFAULT 0,
      date TEXT, date_given INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '',
      state TEXT NOT NULL, reason TEXT, pages INTEGER, blank_pages INTEGER, chars INTEGER NOT NULL DEFAULT 0,
      language TEXT, picture TEXT, taken_in_at INTEGER NOT NULL, taken_in_by TEXT NOT NULL,
      space TEXT NOT NULL DEFAULT 'direzione', trashed_at INTEGER) STRICT`)
    await run.query('CREATE INDEX paper_content ON paper(content)')
    await run.query('CREATE INDEX paper_taken_in ON paper(taken_in_at, id)')
    await run.query('CREATE INDEX paper_state ON paper(state, taken_in_at)')
    await run.query('CREATE INDEX paper_date ON paper(date, id)')
    await run.query('CREATE INDEX paper_title ON paper(title COLLATE NOCASE, id)')
    await run.query(`CREATE TABLE arrival(
      id TEXT PRIMARY KEY NOT NULL, paper TEXT NOT NULL, name TEXT NOT NULL, via TEXT NOT NULL,
      at INTEGER NOT NULL, by TEXT NOT NULL) STRICT`)
    await run.query('CREATE INDEX arrival_paper ON arrival(paper, at)')
    await run.query(`CREATE TABLE paper_page(
      paper TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(paper, page))`)
    await run.query(`CREATE TABLE intake_job(
      paper TEXT PRIMARY KEY NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
      interrupted INTEGER NOT NULL DEFAULT 0, queued_at INTEGER NOT NULL)`)
    // The index is local. `doc` numbers the papers of this machine; a row of the index is doc * 4096 + page,
    // page 0 being title and note, so that a hit says its paper and page without another look-up.
    await run.query('CREATE TABLE paper_doc(doc INTEGER PRIMARY KEY, paper TEXT NOT NULL UNIQUE)')
    // With beginnings of two and three letters indexed: else «co*» walks through every word that begins so.
    await run.query(`CREATE VIRTUAL TABLE paper_fts USING fts5(head, body, content='', contentless_delete=1,
      prefix='2 3', tokenize="unicode61 remove_diacritics 2")`)
    // Segments are merged eight at a time, not four: a third less to write while papers are read, no slower to ask.
    await run.query("INSERT INTO paper_fts(paper_fts, rank) VALUES ('automerge', 8)")
    await run.query(`CREATE TABLE statement(
      id TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL, signature TEXT NOT NULL, signer TEXT NOT NULL,
      at INTEGER NOT NULL)`)
    await run.query(`CREATE TABLE preference(
      person TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(person, key))`)
  }

  async down(): Promise<void> {
    throw new Error('the foundation is not taken back; restore the copy made before the migration')
  }
}
