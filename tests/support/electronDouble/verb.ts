/** Runs one verb of the built program, as it is installed, with the double in Electron's place. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromRoot } from '#main/cli/paths.ts'
import type { Recorded } from './launch.ts'

export interface VerbAnswer {
  code: number | null
  out: string
  err: string
  /** What was asked of Electron. */
  recorded: Recorded | null
}

export interface RunningVerb {
  child: ChildProcess
  /** Asks the program something, as a test of the window does. */
  probe(name: string, given?: unknown): void
  answer: Promise<VerbAnswer>
}

export interface VerbOptions {
  entry?: string
  password?: string
  env?: Record<string, string>
}

export function startVerb(args: string[], options: VerbOptions = {}): RunningVerb {
  const userData = mkdtempSync(join(tmpdir(), 'smart-coop-profile-'))
  const run = fromRoot('tests/support/electronDouble/run.ts')
  const { SMART_COOP_PASSWORD: _, ...env } = process.env
  const child = spawn(process.execPath, [run, options.entry ?? fromRoot('out/main/start.js'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
    env: {
      ...env,
      DOUBLE_USER_DATA: userData,
      DOUBLE_PACKAGED: '1',
      // A window may be open beside the verb.
      DOUBLE_LOCK: 'taken',
      ...(options.password ? { SMART_COOP_PASSWORD: options.password } : {}),
      ...options.env,
    },
  })
  let [out, err] = ['', '']
  let recorded: Recorded | null = null
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  child.stdin?.end()
  child.on('message', (message: { kind: string; record: Recorded }) => {
    if (message.kind === 'final') recorded = message.record
  })
  const answer = once(child, 'close').then(([code]) => {
    rmSync(userData, { recursive: true, force: true })
    return { code: code as number | null, out, err, recorded }
  })
  const probe = (name: string, given?: unknown) => void child.send({ kind: 'probe', id: 0, name, given } as object)
  return { child, probe, answer }
}

export const installedVerb = (args: string[], options?: VerbOptions): Promise<VerbAnswer> =>
  startVerb(args, options).answer
