/** Worker of `databaseCheck.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { isDamage, prepareReading } from '#db/connection.ts'

const { file, key } = workerData as { file: string; key: Uint8Array }

function check(): string[] {
  const found: string[] = []
  let database: Database.Database | null = null
  try {
    database = new Database(file, { readonly: true, fileMustExist: true })
    prepareReading(database, key)
    for (const row of database.pragma('integrity_check(100)') as { integrity_check: string }[]) {
      if (row.integrity_check !== 'ok') found.push(row.integrity_check)
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    found.push(error instanceof Error ? error.message : String(error))
  } finally {
    database?.close()
  }
  return found
}

parentPort?.postMessage(check())
