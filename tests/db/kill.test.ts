import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { random } from '../bench/invented.ts'
import { openShelf } from '../bench/shelf.ts'
import { openDb } from '#db/open.ts'
import { writeAndKill } from './killing.ts'

const writer = fileURLToPath(new URL('./killedWriter.ts', import.meta.url))
/** Two databases at a time: most of a round is the start of a process. */
const lanes = 2
const killsOfLane = 50

/** Kills the writers of one database one after the other, and looks at what is left. */
async function lane(seed: number): Promise<{ acknowledged: number; lost: string[]; halves: unknown; check: unknown }> {
  const shelf = await openShelf()
  await shelf.db.close()
  const next = random(seed)
  const acknowledged: string[] = []
  try {
    for (let round = 0; round < killsOfLane; round++) {
      const args = [shelf.file, shelf.key.toString('hex'), `${round}`]
      acknowledged.push(...(await writeAndKill(writer, args, next() * 60)))
    }
    const db = await openDb({
      file: shelf.file,
      key: shelf.key,
      create: false,
      copy: async () => '',
      newestCopy: () => null,
    })
    const there = new Set(db.read.prepare('SELECT id FROM paper').pluck().all())
    const half = 'SELECT count(*) FROM paper p WHERE 2 <> (SELECT count(*) FROM paper_page g WHERE g.paper = p.id)'
    const found = {
      acknowledged: acknowledged.length,
      lost: acknowledged.filter((id) => !there.has(id)),
      halves: db.read.prepare(half).pluck().get(),
      check: db.read.pragma('integrity_check', { simple: true }),
    }
    await db.close()
    return found
  } finally {
    shelf.remove()
  }
}

describe('a database whose process is killed while it writes', () => {
  it(
    `opens after each of ${lanes * killsOfLane} kills, and every acknowledged paper is there, whole`,
    { timeout: 300_000 },
    async () => {
      for (const found of await Promise.all(Array.from({ length: lanes }, (_, i) => lane(20261124 + i)))) {
        expect(found).toMatchObject({ lost: [], halves: 0, check: 'ok' })
        expect(found.acknowledged).toBeGreaterThan(killsOfLane)
      }
    },
  )
})
