/** A machine with its intake, without a door: what the tests of the intake put papers on. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Announcement } from '#contract/events.ts'
import type { IntakeOutcome, Paper } from '#contract/documents.contract.ts'
import { openDb } from '#db/open.ts'
import { createFileStore } from '#core/files/store.ts'
import { createIntake } from '#core/intake/pipeline.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import type { Host } from '#core/lib/host.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost, startParserProcess } from '#core/lib/nodeHost.ts'

export const deskKey = (): Buffer => Buffer.alloc(32, 3)

/** A host whose parser is the real one with an ear for words that make it misbehave (`troubleParser.ts`). */
export function troubleHost(): Host & { started: number } {
  const entry = fileURLToPath(new URL('troubleParser.ts', import.meta.url))
  const host = {
    ...nodeHost('cli'),
    started: 0,
    startParser: (_name: 'pdf', memoryMb: number) => {
      host.started++
      // A smaller heap is sooner full.
      return startParserProcess(entry, Math.min(memoryMb, 128))
    },
  }
  return host
}

export interface DeskOptions {
  folder?: string
  host?: Host
  parsers?: number
  silenceMs?: number
  now?: number
}

export async function openDesk(options: DeskOptions = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'smart-coop-desk-'))
  const file = join(folder, 'smart-coop.db')
  const db = await openDb({ file, key: deskKey(), create: true, copy: async () => file, newestCopy: () => null })
  const files = createFileStore(join(folder, 'files'), deskKey())
  const announcer = createAnnouncer()
  const said: Announcement[] = []
  const ear = new AbortController()
  void (async () => {
    for await (const announcement of announcer.listen(ear.signal)) said.push(announcement)
  })()
  const { host = nodeHost('cli'), parsers = 1, silenceMs, now = Date.UTC(2026, 4, 4, 8) } = options
  const intake = createIntake({
    db,
    files,
    host,
    announcer,
    parsers,
    silenceMs,
    clock: { now: () => now },
    log: silentLog,
  })
  intake.start()

  const keep = (bytes: Uint8Array, name = 'carta.pdf', by = 'ada') =>
    intake.keep({
      name,
      size: bytes.length,
      stream: Readable.from([Buffer.from(bytes)]),
      via: 'page',
      by,
      space: 'direzione',
    })

  return {
    folder,
    db,
    files,
    intake,
    said,
    keep,
    /** Keeps and waits for the outcome. */
    async read(bytes: Uint8Array, name?: string): Promise<IntakeOutcome> {
      return intake.outcome((await keep(bytes, name)).paper)
    },
    paper: (id: string) =>
      db.read.prepare('SELECT *, taken_in_at AS takenInAt FROM paper WHERE id = ?').get(id) as
        | (Pick<Paper, 'id' | 'title' | 'state' | 'reason' | 'pages' | 'date' | 'format'> & {
            content: string
            picture: string | null
          })
        | undefined,
    count: (table: 'paper' | 'arrival' | 'intake_job' | 'paper_page' | 'paper_fts' | 'paper_doc'): number =>
      db.read.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number,
    /** Papers and pages (0: title and note) in which the words stand. */
    find: (words: string): { paper: string; page: number }[] =>
      db.read
        .prepare(
          `SELECT d.paper, f.rowid % 4096 AS page FROM paper_fts f JOIN paper_doc d ON d.doc = f.rowid / 4096
           WHERE paper_fts MATCH ? ORDER BY f.rowid`,
        )
        .all(words) as { paper: string; page: number }[],
    /** Stops and leaves the folder. */
    async stop() {
      ear.abort()
      await intake.stop()
      await db.close()
      files.close()
    },
    async close() {
      await this.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
