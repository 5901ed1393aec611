/** A process that writes papers and says each one that was acknowledged, until it is killed; see kill.test.ts. */
import { writeSync } from 'node:fs'
import { openDb } from '#db/open.ts'
import { startCheckpoints } from '#core/lib/checkpoint.ts'
import { silentLog } from '#core/lib/log.ts'
import { shelve } from '../bench/shelf.ts'

const [file = '', keyHex = '', round = ''] = process.argv.slice(2)
const key = Buffer.from(keyHex, 'hex')
const db = await openDb({ file, key, create: false, copy: async () => '', newestCopy: () => null })
// Also the giving back of the log is to be hit.
startCheckpoints({ file, key, log: silentLog, everyMs: 15 })
for (let n = 0; ; n++) {
  const title = `${round}/${n}`
  await db.write((tx) => {
    shelve(tx, { title, texts: [`testo ${title} ${'parola '.repeat(300)}`] })
    if (n % 5 === 4) tx.raw.prepare('UPDATE paper SET note = ? WHERE title = ?').run('nota', `${round}/${n - 1}`)
  })
  writeSync(1, `${title}\n`)
}
