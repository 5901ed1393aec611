/**
 * `npm run bench`: every `*.bench.ts`, one after another, and at the end a table of each figure beside its limit.
 * A benchmark prints lines like `core memory: 310 MB (limit < 400)` and ends with 1 when a limit is broken.
 * A word after `npm run bench --` takes only the files whose name holds it.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { basename, join } from 'node:path'

interface Figure {
  bench: string
  what: string
  limit: string
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** A line that names a limit, cut in two before it. */
function figureOf(bench: string, line: string): Figure | null {
  const found = /^\s*(.*?\S)\s*\(([^()]*\b(?:limit|aim)\b[^()]*)\)/.exec(line)
  return found ? { bench, what: found[1] ?? '', limit: found[2] ?? '' } : null
}

async function run(file: string): Promise<{ figures: Figure[]; code: number }> {
  const bench = basename(file, '.bench.ts')
  print(`\n— ${bench}`)
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    process.stdout.write(chunk)
  })
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (ended) => resolve(ended ?? 1))
  })
  return { figures: text.split('\n').flatMap((line) => figureOf(bench, line) ?? []), code }
}

const wanted = process.argv.slice(2)
const files = globSync('*.bench.ts', { cwd: import.meta.dirname })
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort()
const figures: Figure[] = []
const broken: string[] = []
for (const file of files) {
  const done = await run(join(import.meta.dirname, file))
  figures.push(...done.figures)
  if (done.code !== 0) broken.push(basename(file, '.bench.ts'))
}

const wide = (pick: (one: Figure) => string) => Math.max(0, ...figures.map((one) => pick(one).length))
print(
  `\n${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 1e9)} GB, Node ${process.versions.node}\n`,
)
for (const one of figures) {
  print(`${one.bench.padEnd(wide((x) => x.bench))}  ${one.what.padEnd(wide((x) => x.what))}  ${one.limit}`)
}
if (broken.length > 0) print(`\nBroken: ${broken.join(', ')}`)
process.exitCode = broken.length > 0 ? 1 : 0
