/** Entry of a process that is killed: keeps papers of a folder one after another and says which were acknowledged. */
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openDesk } from './desk.ts'

const [data = '', papers = ''] = process.argv.slice(2)
const desk = await openDesk({ folder: data, parsers: 2 })
process.stdout.write('open\n')
for (const name of readdirSync(papers).sort()) {
  const path = join(papers, name)
  const { paper } = await desk.intake.keep({
    name,
    size: statSync(path).size,
    stream: createReadStream(path),
    via: 'path',
    space: 'direzione',
    by: 'ada',
  })
  process.stdout.write(`kept ${paper}\n`)
}
process.stdout.write('all\n')
setInterval(() => {}, 1000)
