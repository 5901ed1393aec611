/**
 * A process that writes papers and says each one that was acknowledged, until it is killed; see kill.test.ts.
 * It uses the house's connection and its statements, without TypeORM, whose start would take most of a round.
 */
import { writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { prepare } from '#db/connection.ts'
import { addPages, addPaper } from '#db/modules/documents/documents.writes.ts'
import { createRecorder } from '#db/records/recorder.ts'

const [file = '', keyHex = '', round = ''] = process.argv.slice(2)
const raw = new Database(file, { fileMustExist: true })
prepare(raw, Buffer.from(keyHex, 'hex'))
// Also the giving back of the log is to be hit.
raw.pragma('wal_autocheckpoint = 40')
const recorder = createRecorder(raw)
for (let n = 0; ; n++) {
  const id = `${round}/${n}`
  raw.exec('BEGIN IMMEDIATE')
  recorder.begin()
  addPaper(raw, {
    ...{
      id,
      content: id,
      sha256: '',
      size: 1,
      name: id,
      format: 'pdf',
      title: id,
      titleGiven: 0,
      date: null,
      dateGiven: 0,
    },
    ...{ note: '', state: 'filed', reason: null, pages: 2, blankPages: 0, chars: 0, language: null, picture: null },
    ...{ takenInAt: n, takenInBy: 'ada', space: 'direzione' },
  })
  addPages(
    raw,
    id,
    [1, 2].map((page) => ({ page, text: `testo ${id} ${'parola '.repeat(300)}` })),
  )
  recorder.endAct({ person: null, act: 'machine' })
  raw.exec('COMMIT')
  writeSync(1, `${id}\n`)
}
