/**
 * How much JavaScript the first screens load: the sign-in, which is the first route, and Oggi. Counted as the
 * loopback host sends it, which compresses nothing; what it would weigh compressed is told beside it.
 */
import { openBrowser } from '../support/browser.ts'
import { weighScripts } from '../support/scripts.ts'
import { served } from '../support/serve.ts'

/** The most that the first route may load, in kB. */
const most = 500
const kB = (bytes: number): number => Math.round(bytes / 1000)
const print = (line: string): void => void process.stdout.write(`${line}\n`)

async function weigh(name: string, stage: 'shut' | 'in'): Promise<number> {
  const office = await served({ stage })
  const { page, context } = await browser.newPage()
  const { files, bytes, gzipped } = await weighScripts(page, office.served.url)
  print(
    `${name}: ${kB(bytes)} kB of JavaScript in ${files} files (${stage === 'shut' ? 'limit' : 'aim'} <= ${most}); compressed ${kB(gzipped)} kB`,
  )
  await context.close()
  await office.close()
  return kB(bytes)
}

const browser = await openBrowser()
const firstRoute = await weigh('sign-in', 'shut')
await weigh('Oggi', 'in')
await browser.close()
process.exitCode = firstRoute > most ? 1 : 0
