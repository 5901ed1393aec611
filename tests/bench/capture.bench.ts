/**
 * What it costs that the database records every change: the same rows in a table without triggers and in a synced
 * one, in the same file with the same settings, one after the other. Ratios are of medians of the same run.
 * A number behind the file's name takes so many rows instead of 100,000.
 */
import type { Db, Tx } from '#db/open.ts'
import { statement } from '#db/statements.ts'
import { bulkMs, giveBack, insertSql, median, msOf, openBoth, type Person, person, type Table } from './people.ts'

const rows = Number(process.argv[2] ?? 100_000)
const rounds = 3
const edits = 1200

const print = (line: string): void => void process.stdout.write(`${line}\n`)
let isBroken = false
/** Each edit writes a word that was never there. */
let words = 0
function verdict(what: string, value: number, limit: number, unit: string): void {
  if (value > limit) isBroken = true
  print(`  ${what}: ${value.toFixed(2)}${unit} (limit <= ${limit}${unit.trim() === 'x bare' ? 'x' : unit})`)
}

/** Milliseconds of each bulk work in one transaction each, commit included; what giving back their log takes stands apart. */
async function bulk(db: Db, table: Table, people: readonly Person[]) {
  const inserted = await bulkMs(db, (raw) => {
    const insert = raw.prepare(insertSql(table))
    for (const one of people) insert.run(one)
  })
  const updated = await bulkMs(db, (raw) => raw.exec(`UPDATE ${table} SET town = 'Borgo Nuovo di Sotto'`))
  const givenBack = await msOf(() => giveBack(db))
  const deleted = await bulkMs(db, (raw) => raw.exec(`DELETE FROM ${table} WHERE number >= 0`))
  return { inserted, updated, deleted, givenBack }
}

type Bulk = Awaited<ReturnType<typeof bulk>>

async function measureBulk(): Promise<void> {
  const found: Record<Table, Bulk[]> = { bare: [], recorded: [] }
  const people = Array.from({ length: rows }, (_, i) => person(i))
  for (let round = 0; round < rounds; round++) {
    const both = await openBoth()
    try {
      for (const table of round % 2 ? (['recorded', 'bare'] as const) : (['bare', 'recorded'] as const))
        found[table].push(await bulk(both.db, table, people))
    } finally {
      await both.close()
    }
  }
  const show = (what: string, of: keyof Bulk, limit: number): void => {
    const [bare, recorded] = [median(found.bare.map((one) => one[of])), median(found.recorded.map((one) => one[of]))]
    print(`  ${what}: bare ${bare.toFixed(0)} ms, recorded ${recorded.toFixed(0)} ms`)
    verdict(what, recorded / bare, limit, 'x bare')
  }
  const many = rows.toLocaleString('en')
  show(`${many} inserts of 10 columns in one transaction`, 'inserted', 2.6)
  show(`update of one column in ${many} rows`, 'updated', 3.5)
  show(`delete of ${many} rows`, 'deleted', 3)
  const back = (table: Table) => `${median(found[table].map((one) => one.givenBack)).toFixed(0)} ms`
  print(`  giving back the log of that update: bare ${back('bare')}, recorded ${back('recorded')}`)
}

type Edit = (tx: Tx, table: Table, id: string, word: string) => unknown

const byStatement: Edit = ({ raw }, table, id, word) =>
  statement(raw, `UPDATE ${table} SET street = ? WHERE id = ?`).run(word, id)
const byTypeOrm: Edit = ({ manager }, table, id, word) => manager.update(table, { id }, { street: word })

/** Medians of one edit, microseconds: the statement, and the whole write with its commit. */
async function measureEdit(db: Db, ids: readonly string[], edit: Edit) {
  const inside: Record<Table, number[]> = { bare: [], recorded: [] }
  const whole: Record<Table, number[]> = { bare: [], recorded: [] }
  for (let i = 0; i < edits; i++) {
    for (const table of i % 2 ? (['recorded', 'bare'] as const) : (['bare', 'recorded'] as const)) {
      const id = ids[(i * 7919) % ids.length] ?? ''
      let spent = 0
      const all = await msOf(() =>
        db.write(async (tx) => {
          spent = await msOf(async () => edit(tx, table, id, `via nuova ${words++}`))
        }),
      )
      inside[table].push(spent * 1000)
      whole[table].push(all * 1000)
    }
  }
  return {
    inside: { bare: median(inside.bare), recorded: median(inside.recorded) },
    whole: { bare: median(whole.bare), recorded: median(whole.recorded) },
  }
}

async function measureEdits(): Promise<void> {
  const both = await openBoth()
  try {
    const people = Array.from({ length: Math.min(rows, 20_000) }, (_, i) => person(i))
    for (const table of ['bare', 'recorded'] as const) {
      await both.db.write(({ raw }) => {
        const insert = raw.prepare(insertSql(table))
        for (const one of people) insert.run(one)
      })
    }
    const ids = people.map((one) => one.id)
    await measureEdit(both.db, ids.slice(0, 100), byStatement)
    for (const [way, edit] of [
      ['by a statement', byStatement],
      ['through TypeORM', byTypeOrm],
    ] as const) {
      const { inside, whole } = await measureEdit(both.db, ids, edit)
      const us = (of: Record<Table, number>) => `bare ${of.bare.toFixed(0)} µs, recorded ${of.recorded.toFixed(0)} µs`
      print(`  one edit ${way}: statement ${us(inside)}; with its commit ${us(whole)}`)
      if (way !== 'by a statement') continue
      verdict('one edit, its statement more', inside.recorded - inside.bare, 40, ' µs')
      verdict('one edit with its commit', whole.recorded / whole.bare, 2.2, 'x bare')
    }
  } finally {
    await both.close()
  }
}

/** What the usual path of a service costs: TypeORM's manager, row by row. */
async function measureTypeOrm(): Promise<void> {
  const few = Math.min(rows, 5000)
  const both = await openBoth()
  try {
    const ms: Record<Table, number> = { bare: 0, recorded: 0 }
    for (const table of ['bare', 'recorded'] as const) {
      const people = Array.from({ length: few }, (_, i) => person(i))
      ms[table] = await msOf(() =>
        both.db.write(async ({ manager }) => {
          for (const one of people) await manager.insert(table, one)
        }),
      )
    }
    const each = (table: Table) => `${((ms[table] / few) * 1000).toFixed(0)} µs`
    print(`  an insert through TypeORM: bare ${each('bare')}, recorded ${each('recorded')}`)
  } finally {
    await both.close()
  }
}

await measureBulk()
await measureEdits()
await measureTypeOrm()
process.exitCode = isBroken ? 1 : 0
