/**
 * Worker of `checkpoint.ts`: a checkpoint at each message, answered with how many pages of the log it left. PASSIVE
 * waits for nobody and nobody waits for it; TRUNCATE empties the file of the log too, when nobody reads in it.
 */
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { prepareReading } from '#db/connection.ts'

export type CheckpointKind = 'PASSIVE' | 'TRUNCATE'

const { file, key } = workerData as { file: string; key: Uint8Array }
const database = new Database(file, { fileMustExist: true })
prepareReading(database, key)
// Writers may be waiting for this one: it waits for no reader.
database.pragma('busy_timeout = 0')
parentPort?.on('message', (wanted: CheckpointKind | 'end') => {
  if (wanted === 'end') {
    database.close()
    parentPort?.close()
    return
  }
  const [told] = database.pragma(`wal_checkpoint(${wanted})`) as { log: number; checkpointed: number }[]
  parentPort?.postMessage(told ? told.log - told.checkpointed : 0)
})
