/** Worker of `copies.ts`: one encrypted `VACUUM INTO`, away from the core's thread. */
import { rmSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { prepareReading } from '#db/connection.ts'

const { file, key, part } = workerData as { file: string; key: Uint8Array; part: string }
rmSync(part, { force: true })
const source = new Database(file, { readonly: true, fileMustExist: true })
prepareReading(source, key)
source.prepare('VACUUM INTO ?').run(part)
source.close()
