/** Worker of `copies.ts`: one encrypted `VACUUM INTO`, away from the core's thread. */
import { rmSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

const { file, key, part } = workerData as { file: string; key: Uint8Array; part: string }
rmSync(part, { force: true })
const source = new Database(file, { readonly: true, fileMustExist: true })
source.pragma(`cipher='sqlcipher'`)
source.key(Buffer.from(`x'${Buffer.from(key).toString('hex')}'`))
source.pragma('temp_store = MEMORY')
source.prepare('VACUUM INTO ?').run(part)
source.close()
