/**
 * The whole intake, two parser processes, beside pdf.js alone on the same files in the same run; the memory of
 * core and parsers, and how long another request waits meanwhile. `PAPERS` sets how many papers (200).
 */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { nodeHost, startParserProcess } from '#core/lib/nodeHost.ts'
import type { Host } from '#core/lib/host.ts'
import { office } from '../support/office.ts'

const papers = Number(process.env.PAPERS ?? 200)
const parsers = 2
const leastRatio = 0.6
const mostCoreMb = 400
const mostParserMb = 600
const mostWaitMs = 50

const figure = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits })

/** Resident memory of a process, MB; 0 where the system does not say. */
function residentMb(pid: number): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1e6
  } catch {
    return 0
  }
}

/** Processor time that a process has used, ms; 0 where the system does not say. */
function processorMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return 0
  }
}

/** The host of plain Node, remembering its parsers so that they can be weighed. */
function weighedHost(): { host: Host; pids: Set<number> } {
  const pids = new Set<number>()
  const host: Host = {
    ...nodeHost('cli'),
    startParser(name, memoryMb) {
      const entry = fileURLToPath(import.meta.resolve(`#core/parsers/${name}.ts`))
      const started = startParserProcess(entry, memoryMb)
      if (started.pid) pids.add(started.pid)
      return started
    },
  }
  return { host, pids }
}

/** Runs an entry of this folder in a process of its own and gives what it prints. */
function run<T>(entry: string, ...args: string[]): T {
  const path = fileURLToPath(new URL(entry, import.meta.url))
  return JSON.parse(execFileSync(process.execPath, [path, ...args], { encoding: 'utf8' })) as T
}

interface Bare {
  pages: number
  ms: number
  cpuMs: number
}

/** Pdf.js alone, its loading not counted. */
const bare = (folder: string) => run<Bare>('barePdf.ts', folder)

/** Pages a second of as many processes of pdf.js alone as there are parsers: more than that no intake can reach here. */
async function bareTogether(folder: string): Promise<number> {
  const path = fileURLToPath(new URL('barePdf.ts', import.meta.url))
  const parts = Array.from({ length: parsers }, (_, i) =>
    promisify(execFile)(process.execPath, [path, folder, String(i), String(parsers)]),
  )
  const all = (await Promise.all(parts)).map(({ stdout }) => JSON.parse(stdout) as Bare)
  return all.reduce((sum, { pages, ms }) => sum + pages / (ms / 1000), 0)
}

interface Measured {
  pagesPerSecond: number
  /** Processor time, ms. The core's holds that of whoever asks meanwhile. */
  coreCpuMs: number
  /** With the parsers' loading. */
  parserCpuMs: number
  coreMb: number
  parserMb: number
  waits: number[]
}

async function intake(folder: string, pages: number): Promise<Measured> {
  const { host, pids } = weighedHost()
  const desk = await office({ host, parsers })
  const client = await desk.as()
  const waits: number[] = []
  let coreMb = 0
  let parserMb = 0
  let isOver = false
  const parserCpu = new Map<number, number>()
  const asking = (async () => {
    // A request is due every 20 ms, whether or not the thread is free to notice: so a held-up thread is counted whole.
    let due = performance.now()
    while (!isOver) {
      await client.documents.counts()
      waits.push(performance.now() - due)
      coreMb = Math.max(coreMb, residentMb(process.pid))
      for (const pid of pids) {
        parserMb = Math.max(parserMb, residentMb(pid))
        parserCpu.set(pid, Math.max(parserCpu.get(pid) ?? 0, processorMs(pid)))
      }
      due = performance.now() + 20
      await wait(20)
    }
  })()
  const began = performance.now()
  const beganCpu = process.cpuUsage()
  let filed = 0
  for await (const event of await client.documents.takeIn({ paths: [folder], until: 'read' })) {
    if (event.kind === 'outcome' && event.outcome.outcome === 'filed') filed++
  }
  const ms = performance.now() - began
  const own = process.cpuUsage(beganCpu)
  isOver = true
  await asking
  await desk.close()
  if (filed !== papers) throw new Error(`${filed} of ${papers} papers were filed`)
  const coreCpuMs = (own.user + own.system) / 1000
  const parserCpuMs = [...parserCpu.values()].reduce((sum, one) => sum + one, 0)
  return { pagesPerSecond: pages / (ms / 1000), coreCpuMs, parserCpuMs, coreMb, parserMb, waits }
}

const folder = mkdtempSync(join(tmpdir(), 'smart-coop-bench-'))
try {
  const files = join(folder, 'papers')
  mkdirSync(files)
  const { pages, bytes } = run<{ pages: number; bytes: number }>('printPapers.ts', files, String(papers))
  console.log(`${papers} papers, ${figure(pages)} pages, ${figure(bytes / 1e6, 1)} MB`)
  const runs = [bare(files)]
  const measured = await intake(files, pages)
  runs.push(bare(files))
  const together = await bareTogether(files)
  const mean = (of: (one: (typeof runs)[number]) => number): number =>
    runs.reduce((sum, one) => sum + of(one), 0) / runs.length
  const beside = mean((one) => one.pages / (one.ms / 1000))
  const ratio = measured.pagesPerSecond / beside
  const waits = measured.waits.sort((a, b) => a - b)
  const longest = waits.at(-1) ?? 0
  console.log(
    `intake pages/s: ${figure(measured.pagesPerSecond)} (bare ${figure(beside)}; ratio ${ratio.toFixed(2)}, limit ≥ ${leastRatio.toFixed(2)})`,
  )
  console.log(
    `bare in ${parsers} processes at once: ${figure(together)} pages/s; the intake reaches ${(measured.pagesPerSecond / together).toFixed(2)} of it`,
  )
  // On a machine that others use too, the clock says little and this says more.
  console.log(
    `processor time a page: core ${figure(measured.coreCpuMs / pages, 1)} ms, parsers ${figure(measured.parserCpuMs / pages, 1)} ms (bare ${figure(mean((one) => one.cpuMs) / pages, 1)}), load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
  )
  console.log(`core memory: ${figure(measured.coreMb)} MB (limit < ${mostCoreMb})`)
  console.log(`parser memory: ${figure(measured.parserMb)} MB (limit < ${mostParserMb})`)
  console.log(
    `longest wait of another request: ${figure(longest, 1)} ms (limit ≤ ${mostWaitMs}); p99 ${figure(waits[Math.floor(waits.length * 0.99)] ?? 0, 1)} ms of ${waits.length}`,
  )
  const holds =
    ratio >= leastRatio && measured.coreMb < mostCoreMb && measured.parserMb < mostParserMb && longest <= mostWaitMs
  if (!holds) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
