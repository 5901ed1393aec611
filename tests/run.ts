/**
 * `npm run check`, `npm test` and `npm run e2e`. The last line of `npm test` is always
 * `N passed, N failed, N skipped`; before it stands what was skipped, and why.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Count } from './support/reporter.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (file: string): string => join(root, 'node_modules', file)
/** Hundreds of processes load the same modules: what Node makes of them is kept, a fifth of the time of many files. */
const compiled = bin('.cache/compile')
const print = (line: string): void => void process.stdout.write(`${line}\n`)

interface Step {
  name: string
  args: string[]
}

const rooms = ['preload/contract', 'preload', 'db', 'main', 'renderer', 'tests']
const linted = ['main', 'preload', 'renderer', 'db', 'tests']
const vitest = [bin('vitest/vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts']

const steps: Step[] = [
  ...rooms.map((room) => ({ name: `types of ${room}`, args: [bin('typescript/bin/tsc'), '-p', room] })),
  {
    name: 'lint',
    args: [bin('oxlint/bin/oxlint'), '-c', 'tests/oxlint.json', '--type-aware', '--deny-warnings', ...linted],
  },
  { name: 'format', args: [bin('oxfmt/bin/oxfmt'), '-c', 'tests/oxfmt.json', '--check', ...linted] },
]
const walls: Step = { name: 'walls', args: [...vitest, 'tests/architecture.test.ts', '--reporter=dot'] }

/** Runs Node with these arguments; gives the exit code, and what was printed when it is kept. */
function run(args: string[], keep: boolean, env: Record<string, string> = {}): Promise<{ code: number; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: keep ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, text }))
  })
}

/** Gives the number of steps that failed. */
async function check(todo: Step[]): Promise<number> {
  let failed = 0
  for (const step of todo) {
    const began = performance.now()
    const { code, text } = await run(step.args, true)
    print(`${code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
    if (code !== 0) print(text.trimEnd())
    failed += code === 0 ? 0 : 1
  }
  return failed
}

async function tests(filters: string[]): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'smart-coop-count-'))
  const file = join(folder, 'count.json')
  try {
    const { code } = await run([...vitest, ...filters], false, { SMART_COOP_COUNT: file, NODE_COMPILE_CACHE: compiled })
    const count = JSON.parse(readFileSync(file, 'utf8')) as Count
    if (code !== 0 && count.failed === 0) count.failed = 1
    return count
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function sum(count: Count): void {
  if (count.skipped.length > 0) print('\nSkipped:')
  for (const { name, why } of count.skipped) print(`  ${name} – ${why}`)
  print(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped.length} skipped`)
}

async function testAll(filters: string[]): Promise<number> {
  const failed = await check(steps)
  const { buildPage } = await import('#main/cli/build.ts')
  await buildPage(print)
  const count = await tests(filters)
  // Each step of the check counts as a test: a red check can hide behind no number.
  sum({ ...count, passed: count.passed + steps.length - failed, failed: count.failed + failed })
  return failed + count.failed
}

const [mode = 'test', ...rest] = process.argv.slice(2)
try {
  if (mode === 'check') process.exitCode = (await check([...steps, walls])) > 0 ? 1 : 0
  else process.exitCode = (await testAll(mode === 'e2e' ? ['tests/e2e', ...rest] : rest)) > 0 ? 1 : 0
} catch (error) {
  print(String(error instanceof Error ? error.stack : error))
  print('\n0 passed, 1 failed, 0 skipped')
  process.exitCode = 1
}
