/** Sorts 10 MB of texts and says which files of the temporary folder this process had open meanwhile; see secrecy.test.ts. */
import { readdirSync, readlinkSync } from 'node:fs'
import { openDb } from '#db/open.ts'

const [file = '', keyHex = '', temporary = ''] = process.argv.slice(2)
const db = await openDb({
  file,
  key: Buffer.from(keyHex, 'hex'),
  create: false,
  copy: async () => '',
  newestCopy: () => null,
})
db.read.pragma('cache_size = 10')

/** SQLite removes the name of such a file at once; what is still open is seen in /proc. */
function openFiles(): string[] {
  if (process.platform !== 'linux') return readdirSync(temporary)
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)]
    } catch {
      // The one with which the folder itself was read is closed by now.
      return []
    }
  })
}

let rows = 0
const opened = new Set<string>()
for (const _ of db.read.prepare('SELECT text, random() AS chance FROM paper_page ORDER BY chance, text').iterate()) {
  if (rows % 500 === 0)
    for (const path of openFiles()) if (path.startsWith(temporary) || /etilqs/.test(path)) opened.add(path)
  rows += 1
}
await db.close()
process.stdout.write(JSON.stringify({ rows, opened: [...opened] }))
