/** Taking back an act that changed 100,000 rows, recorded again, beside the same update on a table without a log. */
import { syncedTables } from '#db/entities.ts'
import { undoAct } from '#db/records/undo.ts'
import { bulkMs, insertSql, median, openBoth, person, recordedTable, type Table } from './people.ts'

const rows = Number(process.env['ROWS'] ?? 100_000)
const runs = 3
const mostTimes = 6

const { db, close } = await openBoth()
try {
  const people = Array.from({ length: rows }, (_, i) => person(i))
  for (const table of ['bare', 'recorded'] as const) {
    await bulkMs(db, (raw) => {
      const insert = raw.prepare(insertSql(table))
      for (const one of people) insert.run(one)
    })
  }
  const move = (table: Table, town: string) => bulkMs(db, (raw) => raw.exec(`UPDATE ${table} SET town = '${town}'`))
  const bare: number[] = []
  const undone: number[] = []
  for (let i = 0; i < runs; i++) {
    const town = `Borgo Nuovo di Sotto ${i}`
    bare.push(await move('bare', town))
    await move('recorded', town)
    const act = db.read.prepare<[], number>('SELECT max(id) FROM tx').pluck().get() ?? 0
    undone.push(await bulkMs(db, (raw) => undoAct(raw, [...syncedTables, recordedTable], act)))
  }
  const times = median(undone) / median(bare)
  console.log(
    `undo of an act over ${rows.toLocaleString('en')} rows: ${Math.round(median(undone))} ms, ${times.toFixed(1)}x its bare update of ${Math.round(median(bare))} ms (limit ≤ ${mostTimes}x)`,
  )
  if (times > mostTimes) process.exitCode = 1
} finally {
  await close()
}
