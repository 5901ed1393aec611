/**
 * Entry of the process that the intake is held against: pdf.js and nothing else, over the files of a folder; with
 * `N OF` behind the folder over every OF-th of them from the N-th on.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

const folder = process.argv[2] ?? ''
const [part, of] = [Number(process.argv[3] ?? 0), Number(process.argv[4] ?? 1)]
const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const options = {
  standardFontDataUrl: join(home, 'standard_fonts') + sep,
  cMapUrl: join(home, 'cmaps') + sep,
  verbosity: VerbosityLevel.ERRORS,
}

const began = performance.now()
const beganCpu = process.cpuUsage()
let pages = 0
const mine = readdirSync(folder).filter((_, i) => i % of === part)
for (const name of mine) {
  const task = getDocument({ data: new Uint8Array(readFileSync(join(folder, name))), ...options })
  const paper = await task.promise
  for (let i = 1; i <= paper.numPages; i++, pages++) await (await paper.getPage(i)).getTextContent()
  await task.destroy()
}
const { user, system } = process.cpuUsage(beganCpu)
process.stdout.write(JSON.stringify({ pages, ms: performance.now() - began, cpuMs: (user + system) / 1000 }))
