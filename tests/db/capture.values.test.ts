import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { columnsIn } from '#db/records/tables.ts'
import { isElsewhere, largeBytes, parseValues, valueOf } from '#db/records/values.ts'
import type { Shelf } from '../bench/shelf.ts'
import { differences, openThings, opsIn, told, thingTable } from './captured.ts'

let shelf: Shelf
beforeEach(async () => {
  shelf = await openThings()
})
afterEach(() => shelf.close())

const run = (sql: string, ...values: unknown[]) => shelf.db.write(({ raw }) => void raw.prepare(sql).run(...values))
const add = (word: string | null, more: { id?: string; seal?: Buffer | null } = {}) =>
  run(
    'INSERT INTO thing(id, code, word, seal) VALUES (?, ?, ?, ?)',
    ...[more.id ?? 'a', more.id ?? 'a', word, more.seal ?? null],
  )
const differ = () => shelf.db.write((tx) => differences(tx))

const edge = {
  word: [
    '',
    ' ',
    '0',
    'null',
    '"',
    '\\',
    '{"op":1,"at":0}',
    '[1]',
    'Nicolò D’Àngiò',
    '\0',
    'a\0b',
    '\u2028',
    '😀',
    '\n\t',
  ],
  count: [0n, -1n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 1234567890123456n],
  share: [
    0,
    -0,
    1,
    0.1 + 0.2,
    1 / 3,
    5e-324,
    1.7976931348623157e308,
    Infinity,
    -Infinity,
    1e21,
    2 ** 53 + 2,
    123456789012345680,
  ],
}
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null, freq: 4 })
const word = fc.oneof(fc.constantFrom(...edge.word), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
const big = fc.oneof(fc.constantFrom(...edge.count), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))
const real = fc.oneof(fc.constantFrom(...edge.share), fc.double({ noNaN: true }))
const bytes = fc.oneof(
  fc.constant(Buffer.alloc(0)),
  fc.uint8Array({ maxLength: 40 }).map((it) => Buffer.from(it)),
)
const values = fc.record({ word: maybe(word), count: maybe(big), share: maybe(real), seal: maybe(bytes) })

const act = fc.oneof(
  fc.record({ do: fc.constant('add' as const), row: fc.nat(4), values }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      row: fc.nat(4),
      values,
      of: fc.subarray(['word', 'count', 'share', 'seal'] as const, { minLength: 1 }),
    }),
  },
  fc.record({ do: fc.constant('remove' as const), row: fc.nat(4) }),
)

describe('what an op holds', () => {
  it('is every value exactly as the row holds it: the ops alone make the rows again, whatever was done to them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        await shelf.db.write((tx) => {
          tx.raw.exec('DELETE FROM thing; DELETE FROM op')
          const insert = tx.raw.prepare(`INSERT OR REPLACE INTO thing VALUES (@id, @word, @id, @count, @share, @seal)`)
          for (const one of acts) {
            const id = `row ${one.row}`
            if (one.do === 'add') insert.run({ id, ...one.values })
            else if (one.do === 'remove') tx.raw.prepare('DELETE FROM thing WHERE id = ?').run(id)
            else {
              const set = one.of.map((column) => `${column} = @${column}`).join(', ')
              tx.raw.prepare(`UPDATE thing SET ${set} WHERE id = @id`).run({ id, ...one.values })
            }
          }
          expect(differences(tx)).toEqual([])
        })
      }),
      { numRuns: 250 },
    )
  })

  it('is also the value before: each op begins with what the one before it left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(values, { minLength: 2, maxLength: 12 }), async (states) => {
        const since = opsIn(shelf.db).at(-1)?.seq ?? 0
        await shelf.db.write(({ raw }) => {
          raw.exec(`INSERT OR IGNORE INTO thing(id, code) VALUES ('a', 'a')`)
          const set = raw.prepare(`UPDATE thing SET word = @word, count = @count, share = @share, seal = @seal`)
          for (const state of states) set.run(state)
          raw.exec('DELETE FROM thing')
        })
        const row = new Map<string, unknown>()
        for (const op of opsIn(shelf.db).filter((one) => one.seq > since)) {
          const columns = columnsIn(thingTable, op.mask)
          const before = op.old === null ? [] : parseValues(op.old)
          for (const [i, value] of before.entries()) expect(value).toEqual(row.get(columns[i]?.name ?? ''))
          const after = op.val === null ? [] : parseValues(op.val)
          for (const [i, value] of after.entries()) row.set(columns[i]?.name ?? '', value)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('tells nothing from an empty text, an empty blob and nought', async () => {
    await add('')
    await run(`UPDATE thing SET word = NULL, count = 0, share = 0.0, seal = x''`)
    await run(`UPDATE thing SET word = '0', count = NULL, share = NULL, seal = NULL`)
    expect(opsIn(shelf.db).slice(1).map(told)).toEqual([
      {
        row: 'a',
        did: 'edit',
        to: { word: null, count: 0, share: 0, seal: '' },
        from: { word: '', count: null, share: null, seal: null },
      },
      {
        row: 'a',
        did: 'edit',
        to: { word: '0', count: null, share: null, seal: null },
        from: { word: null, count: 0, share: 0, seal: '' },
      },
    ])
  })
})

describe('a large value', () => {
  const text = (letter: string, length = 60_000) => letter.repeat(length)
  const bytesOfLog = () =>
    Number(shelf.db.read.prepare('SELECT sum(octet_length(val)) + sum(octet_length(old)) FROM op').pluck().get())

  /** The old values of the last op, those that stand elsewhere looked up. */
  function before(): unknown[] {
    const ops = opsIn(shelf.db)
    const last = ops.at(-1)
    const columns = columnsIn(thingTable, last?.mask ?? 0)
    return parseValues(last?.old ?? '[]').map((value, i) => {
      if (!isElsewhere(value)) return value
      const there = parseValues(ops.find((op) => op.seq === value.op)?.val ?? '[]')[value.at]
      if (there === undefined || isElsewhere(there)) throw new Error('it is not there')
      return valueOf(there, columns[i]?.type ?? 'text')
    })
  }

  it('is not written down a second time when it is overwritten, and is found where it stands', async () => {
    await add(text('a'))
    await run(`UPDATE thing SET word = ?`, text('b'))
    expect(before()).toEqual([text('a')])
    await run(`UPDATE thing SET word = ?`, `${text('b')}, a little more`)
    expect(before()).toEqual([text('b')])
    await run(`UPDATE thing SET word = NULL`)
    expect(before()).toEqual([`${text('b')}, a little more`])
    expect(bytesOfLog()).toBeLessThan(3 * 60_000 + 2000)
  })

  it('that is changed twice in one act, with another machine’s act between, is not written down again', async () => {
    await add(text('a'))
    await shelf.db.write(({ raw, recorder }) => {
      const word = raw.prepare('UPDATE thing SET word = ?')
      word.run(text('b'))
      word.run(text('a'))
      const dev = recorder.numberOfDevice('far')
      recorder.addForeignAct({ stamp: 1, dev, person: null, act: 'test.act', seg: null })
      word.run(text('c'))
    })
    // Each stands where it was written before, never in a later op.
    expect(opsIn(shelf.db).map(({ seq, old }) => [seq, old])).toEqual([
      [1, null],
      [2, '[{"op":1,"at":0}]'],
      [3, '[{"op":2,"at":0}]'],
      [4, '[{"op":3,"at":0}]'],
    ])
  })

  it('is not written down a second time when its row is deleted', async () => {
    await add(text('a'))
    await run('UPDATE thing SET count = 7')
    await run('DELETE FROM thing')
    expect(before()).toEqual([text('a'), 'a', 7, null, null])
    expect(bytesOfLog()).toBeLessThan(60_000 + 2000)
  })

  it('is found in the op that wrote it, not in one of another text', async () => {
    await add(text('a'))
    await run('UPDATE thing SET word = ?', text('b'))
    await run('UPDATE thing SET word = ?', text('a').toUpperCase())
    await run('UPDATE thing SET word = ?', 'short')
    expect(before()).toEqual([text('A')])
  })

  it('that no op holds is kept whole: it came in silence', async () => {
    await add('short')
    await shelf.db.write(({ raw, recorder }) =>
      recorder.silently(() => raw.prepare('UPDATE thing SET word = ?').run(text('silent'))),
    )
    await run(`UPDATE thing SET word = 'gone'`)
    expect(told(opsIn(shelf.db)[1] ?? expect.fail())).toMatchObject({ from: { word: text('silent') } })
  })

  it('of another row is no place to look for it', async () => {
    await add(text('a'), { id: 'a' })
    await add('x', { id: 'b' })
    await shelf.db.write(({ raw, recorder }) =>
      recorder.silently(() => raw.prepare(`UPDATE thing SET word = ? WHERE id = 'b'`).run(text('a'))),
    )
    await run(`UPDATE thing SET word = '' WHERE id = 'b'`)
    expect(told(opsIn(shelf.db)[2] ?? expect.fail())).toMatchObject({ from: { word: text('a') } })
  })

  it('may be a blob, which stands there as hex', async () => {
    const seal = Buffer.alloc(30_000, 0xab)
    await add('x', { seal })
    await run('UPDATE thing SET seal = NULL')
    expect(before()).toEqual([seal])
    expect(bytesOfLog()).toBeLessThan(60_000 + 2000)
  })

  it.each([0, 1])('begins above 4 kB, not above 4,096 letters: %i bytes more', async (more) => {
    await add('à'.repeat(largeBytes / 2) + 'x'.repeat(more))
    await run(`UPDATE thing SET word = ''`)
    const [old] = parseValues(opsIn(shelf.db)[1]?.old ?? '[]')
    expect(isElsewhere(old)).toBe(more > 0)
  })

  it('does not make the table and its log differ', async () => {
    await add(text('a'), { seal: Buffer.alloc(9000, 1) })
    await run('UPDATE thing SET word = ?', text('b'))
    expect(await differ()).toEqual([])
  })
})
