/** A database of its own in a temporary folder, with a shelf of papers put straight into its tables. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDb, type Tx } from '#db/open.ts'
import { addPages, addPaper, type NewPaper } from '#db/modules/documents/documents.writes.ts'
import { checkpointBeside } from '#core/lib/checkpoint.ts'
import { newId } from '#core/lib/ids.ts'

export interface Shelf {
  db: Db
  folder: string
  file: string
  key: Buffer
  /** Gives the write-ahead log back to the file. */
  tidy(): Promise<void>
  /** Closes the database and removes the folder. */
  close(): Promise<void>
  /** Removes the folder of a database that is closed already. */
  remove(): void
}

export async function openShelf(): Promise<Shelf> {
  const folder = mkdtempSync(join(tmpdir(), 'smart-coop-shelf-'))
  const file = join(folder, 'smart-coop.db')
  const key = randomBytes(32)
  const db = await openDb({ file, key, create: true, copy: async () => '', newestCopy: () => null })
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return {
    db,
    folder,
    file,
    key,
    tidy: () => checkpointBeside({ file, key, betweenWrites: db.betweenWrites }),
    async close() {
      await db.close()
      remove()
    },
    remove,
  }
}

export type Shelved = Partial<NewPaper> & { texts?: readonly string[] }

/** Puts a paper with its pages and its place in the index on the shelf; gives its id. */
export function shelve({ raw }: Tx, given: Shelved): string {
  const id = given.id ?? newId()
  const texts = given.texts ?? []
  const row: NewPaper = {
    id,
    content: `content-${id}`,
    sha256: '0'.repeat(64),
    size: 1000,
    name: 'carta.pdf',
    format: 'pdf',
    title: 'Senza titolo',
    titleGiven: 0,
    date: null,
    dateGiven: 0,
    note: '',
    state: 'filed',
    reason: null,
    pages: texts.length,
    blankPages: 0,
    chars: 0,
    language: 'it',
    picture: null,
    takenInAt: 1_700_000_000_000,
    takenInBy: 'ada',
    space: 'direzione',
    ...given,
  }
  addPaper(raw, row)
  addPages(
    raw,
    id,
    texts.map((text, i) => ({ page: i + 1, text })),
  )
  return id
}
