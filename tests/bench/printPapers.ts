/** Entry of the process that prints the papers of a measure into a folder, so that printing does not fill the core's memory. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPaperPress } from '../support/pdf.ts'

const [folder = '', papers = '0'] = process.argv.slice(2)
const press = createPaperPress(11)
let pages = 0
let bytes = 0
for (let i = 0; i < Number(papers); i++) {
  const paper = await press()
  pages += paper.pages
  bytes += paper.pdf.length
  writeFileSync(join(folder, `verbale-${String(i).padStart(4, '0')}.pdf`), paper.pdf)
}
process.stdout.write(JSON.stringify({ pages, bytes }))
