/** The whole core is killed at random moments while it takes papers in: what it acknowledged is there and gets read. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openDesk } from './desk.ts'
import { makePdf } from '../support/pdf.ts'

const kills = 16
const entry = fileURLToPath(new URL('killedCore.ts', import.meta.url))

/** Runs a core until it has been open for `afterMs`, then kills it; gives the papers it acknowledged. */
async function runAndKill(data: string, papers: string, afterMs: number): Promise<string[]> {
  const core = spawn(process.execPath, [entry, data, papers], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    core.stdout.on('data', (piece: Buffer) => {
      const wasOpen = said.includes('open')
      said += piece.toString()
      if (!wasOpen && said.includes('open')) setTimeout(() => core.kill('SIGKILL'), afterMs)
    })
    core.once('exit', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`the core ended by itself with ${code}`)),
    )
  })
  return [...said.matchAll(/^kept (.*)$/gm)].map((match) => match[1] ?? '')
}

it(
  `killed ${kills} times: every acknowledged paper is there, whole, once, and is read in the end`,
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smart-coop-killed-'))
    const data = join(folder, 'data')
    const papers = join(folder, 'papers')
    mkdirSync(data)
    mkdirSync(papers)
    for (let i = 0; i < 60; i++) {
      const pages = Array.from(
        { length: 1 + (i % 7) },
        (_, page) => `carta ${i} pagina ${page} ${'parola '.repeat(300)}`,
      )
      writeFileSync(join(papers, `carta-${String(i).padStart(2, '0')}.pdf`), await makePdf({ pages }))
    }
    const acknowledged = new Set<string>()
    for (let i = 0; i < kills; i++) {
      for (const paper of await runAndKill(data, papers, Math.random() * 1500)) acknowledged.add(paper)
    }
    expect(acknowledged.size).toBeGreaterThan(3)

    const desk = await openDesk({ folder: data, parsers: 2 })
    try {
      expect(desk.db.read.pragma('integrity_check', { simple: true })).toBe('ok')
      for (const paper of acknowledged) expect(await desk.intake.outcome(paper)).toMatchObject({ outcome: 'filed' })
      const contents = desk.db.read.prepare('SELECT content FROM paper').pluck().all() as string[]
      expect(new Set(contents).size).toBe(contents.length)
      for (const content of contents) expect(await desk.files.check(content)).toBe('sound')
      const wrong = desk.db.read
        .prepare(
          'SELECT p.id FROM paper p WHERE p.pages IS NOT (SELECT count(*) FROM paper_page g WHERE g.paper = p.id)',
        )
        .all()
      expect(wrong).toEqual([])
      expect(desk.count('paper_fts')).toBe(desk.count('paper_page') + desk.count('paper'))
    } finally {
      await desk.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
