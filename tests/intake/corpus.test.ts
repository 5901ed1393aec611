/** Every file of a folder of real papers through the real intake: each has one outcome, and the core lives. */
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { Refusal } from '#contract/errors.ts'
import { skipUnless } from '../support/require.ts'
import { type Desk, openDesk } from './desk.ts'

const folder = resolve(process.env.SMART_COOP_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus'))
const missing = existsSync(folder) ? null : `${folder} is not there; SMART_COOP_CORPUS names another`

const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** What other tools found in a file, where the folder says it. */
const manifestSchema = z.array(
  z.object({
    file: z.string(),
    expected: z.object({ needs_password: z.boolean().optional(), text_must_contain: z.array(z.string()).optional() }),
  }),
)
const flat = (text: string): string => text.toLowerCase().normalize('NFC').replace(/\s+/g, ' ')

/** Words that must be in a file's text and are not. */
function lackingWords(desk: Desk, rows: readonly Row[]): string[] {
  const path = join(folder, 'manifest.json')
  if (!existsSync(path)) return []
  const textOf = desk.db.read
    .prepare('SELECT text FROM paper_page g JOIN paper p ON p.id = g.paper WHERE p.id = ? ORDER BY g.page')
    .pluck()
  return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).flatMap(({ file, expected }) => {
    const row = rows.find((one) => one.file === file)
    if (!row?.paper || row.kind !== 'pdf' || row.reason === 'password') return []
    const text = flat((textOf.all(row.paper) as string[]).join('\n'))
    return (expected.text_must_contain ?? [])
      .filter((words) => !text.includes(flat(words)))
      .map((words) => `${file}: ${words}`)
  })
}

interface Row {
  paper: string | null
  file: string
  outcome: string
  reason: string | null
  kind: string | null
  pages: number
  ms: number
}

async function takeIn(desk: Desk, path: string): Promise<Row> {
  const began = performance.now()
  const row = (facts: Omit<Row, 'file' | 'ms'>): Row => ({
    file: relative(folder, path),
    ...facts,
    ms: Math.round(performance.now() - began),
  })
  try {
    const kept = await desk.intake.keep({
      name: path.split('/').at(-1) ?? '',
      size: statSync(path).size,
      stream: createReadStream(path),
      via: 'path',
      space: 'direzione',
      by: 'ada',
    })
    const { outcome, reason, kind, pages } = await desk.intake.outcome(kept.paper)
    return row({ paper: kept.paper, outcome: kept.duplicate ? 'duplicate' : outcome, reason, kind, pages })
  } catch (error) {
    if (error instanceof Refusal)
      return row({ paper: null, outcome: 'refused', reason: error.code, kind: null, pages: 0 })
    throw error
  }
}

const line = ({ file, outcome, reason, kind, pages, ms }: Row): string =>
  [
    file.slice(0, 58).padEnd(58),
    outcome.padEnd(9),
    (reason ?? '–').padEnd(21),
    (kind ?? '–').padEnd(5),
    String(pages).padStart(4),
    `${ms} ms`.padStart(9),
  ].join(' ')

describe('a folder of real papers', () => {
  beforeEach(skipUnless('corpus', missing))
  let desk: Desk | null = null
  afterAll(() => desk?.close())

  it('every file has an outcome and a reason, none is lost, the core lives', { timeout: 600_000 }, async () => {
    desk = await openDesk({ parsers: 2 })
    const rows: Row[] = []
    for (const path of filesIn(folder)) rows.push(await takeIn(desk, path))
    console.log(rows.map(line).join('\n'))

    for (const row of rows) {
      expect(['filed', 'review', 'refused', 'duplicate'], row.file).toContain(row.outcome)
      if (row.outcome === 'review' || row.outcome === 'refused') expect(row.reason, row.file).toBeTruthy()
    }
    const becamePapers = rows.filter((row) => row.kind !== null && row.outcome !== 'duplicate')
    expect(desk.count('paper')).toBe(becamePapers.length)
    expect(desk.count('arrival')).toBe(rows.filter((row) => row.kind !== null).length)
    expect(desk.intake.pending()).toBe(0)
    expect(lackingWords(desk, rows)).toEqual([])
    for (const name of await desk.files.names()) expect(await desk.files.check(name)).toBe('sound')
  })
})
