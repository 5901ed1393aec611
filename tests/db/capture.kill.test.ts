import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { random } from '../bench/invented.ts'
import { writeAndKill } from './killing.ts'
import { actsIn, differences, openThings, opsIn, reopen } from './captured.ts'

const writer = fileURLToPath(new URL('./captureKilledWriter.ts', import.meta.url))
const kills = 40

describe('a database whose process is killed while it records changes', () => {
  it(`agrees with its log in every row after each of ${kills} kills`, { timeout: 300_000 }, async () => {
    const shelf = await openThings()
    await shelf.db.close()
    const next = random(20261124)
    try {
      let recorded = 0
      for (let round = 1; round <= kills; round++) {
        const said = await writeAndKill(writer, [shelf.file, shelf.key.toString('hex'), `${round}`], next() * 80)
        const db = await reopen(shelf)
        expect(await db.write((tx) => differences(tx))).toEqual([])
        const acts = actsIn(db)
        const names = new Set(acts.map((act) => act.act))
        const ops = opsIn(db)
        const numbers = new Set(acts.map((act) => act.id))
        expect(ops.filter((op) => !numbers.has(op.tx))).toEqual([])
        expect(new Set(ops.map((op) => op.tx)).size).toBe(acts.length)
        expect(said.filter((act) => !names.has(act))).toEqual([])
        expect(db.read.pragma('integrity_check', { simple: true })).toBe('ok')
        recorded = ops.length
        await db.close()
      }
      expect(recorded).toBeGreaterThan(kills * 20)
    } finally {
      shelf.remove()
    }
  })
})
