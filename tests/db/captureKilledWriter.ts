/**
 * A process that changes things until it is killed, and says how many acts were acknowledged; see
 * capture.kill.test.ts. It uses the house's connection and its recorder, without TypeORM.
 */
import { writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { prepare } from '#db/connection.ts'
import { createRecorder } from '#db/records/recorder.ts'
import { random } from '../bench/invented.ts'

const [file = '', keyHex = '', seed = ''] = process.argv.slice(2)
const raw = new Database(file, { fileMustExist: true })
prepare(raw, Buffer.from(keyHex, 'hex'))
// Also the giving back of the log is to be hit.
raw.pragma('wal_autocheckpoint = 40')
const recorder = createRecorder(raw)
const next = random(Number(seed))
const pick = (most: number) => Math.floor(next() * most)
const add = raw.prepare('INSERT OR REPLACE INTO thing(id, code, word, count) VALUES (?, ?, ?, ?)')
const edit = raw.prepare('UPDATE thing SET word = ?, count = count + 1 WHERE id = ?')
const editMany = raw.prepare('UPDATE thing SET share = ? WHERE count % 40 = 0')
const remove = raw.prepare('DELETE FROM thing WHERE id = ?')

function change(what: number): void {
  const id = `thing ${pick(200)}`
  const word = `parola ${pick(1e6)} `.repeat(1 + pick(30))
  if (what < 4) add.run(id, id, word, pick(100))
  else if (what < 8) edit.run(word, id)
  else if (what < 9) remove.run(id)
  else editMany.run(next())
}

for (let n = 1; ; n++) {
  raw.exec('BEGIN IMMEDIATE')
  recorder.begin()
  const changes = 1 + pick(20)
  // The first makes a row, so that no act is one that changed nothing.
  for (let i = 0; i < changes; i++) change(i === 0 ? 0 : pick(10))
  recorder.endAct({ person: 'ada', act: `${seed}/${n}` })
  raw.exec('COMMIT')
  writeSync(1, `${seed}/${n}\n`)
}
