/** Worker of `checkpoint.ts`. PASSIVE waits for nobody and nobody waits for it. */
import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { prepareReading } from '#db/connection.ts'

const { file, key } = workerData as { file: string; key: Uint8Array }
const database = new Database(file, { fileMustExist: true })
prepareReading(database, key)
database.pragma('wal_checkpoint(PASSIVE)')
database.close()
