/**
 * How much JavaScript the first screens load: the sign-in, and Oggi. The limit is held against what the page
 * weighs compressed; as it lies on the disk it is told beside it, since the loopback host compresses nothing.
 */
import { openBrowser } from '../support/browser.ts'
import { weighScripts } from '../support/scripts.ts'
import { served } from '../support/serve.ts'

const most = 500
const kB = (bytes: number): number => Math.round(bytes / 1000)
const print = (line: string): void => void process.stdout.write(`${line}\n`)

const browser = await openBrowser()
let isOver = false
for (const [name, stage] of [['sign-in', 'shut'], ['Oggi', 'in']] as const) {
  const office = await served({ stage })
  const { page, context } = await browser.newPage()
  const { files, bytes, gzipped } = await weighScripts(page, office.served.url)
  print(`${name}, JavaScript compressed: ${kB(gzipped)} kB (limit < ${most})`)
  print(`${name}, JavaScript on the disk: ${kB(bytes)} kB in ${files} files (aim < ${most})`)
  isOver ||= kB(gzipped) >= most
  await context.close()
  await office.close()
}
await browser.close()
process.exitCode = isOver ? 1 : 0
