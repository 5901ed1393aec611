/** Runs the command as a person or a nightly job would: a process of its own, on a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const bin = fileURLToPath(new URL('../../main/cli/smart-coop.mjs', import.meta.url))
export const password = 'una frase lunga e tranquilla'

export interface Answer {
  code: number | null
  out: string
  err: string
}

export interface RunOptions {
  /** Null takes the password out of the environment. */
  password?: string | null
  input?: string
  env?: Record<string, string>
  node?: string
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A new temporary folder, removed after the tests of the file. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'smart-coop-cli-')))
  folders.push(folder)
  return folder
}

export function launch(args: string[], options: RunOptions = {}): ChildProcess {
  const { SMART_COOP_PASSWORD: _, ...env } = { ...process.env, ...options.env }
  const secret = options.password === undefined ? password : options.password
  return spawn(options.node ?? process.execPath, [bin, ...args], {
    env: secret === null ? env : { ...env, SMART_COOP_PASSWORD: secret },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

export async function smartCoop(args: string[], options: RunOptions = {}): Promise<Answer> {
  const child = launch(args, options)
  let [out, err] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  child.stdin?.end(options.input ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

/** What a program that goes on has written so far, up to its first whole line. */
export async function firstLine(child: ChildProcess): Promise<string> {
  let text = ''
  if (child.stderr?.listenerCount('data') === 0) child.stderr.resume()
  child.stdout?.setEncoding('utf8')
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: string) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end >= 0) resolve(text.slice(0, end))
    })
    child.once('close', (code) => reject(new Error(`ended with ${code} before its first line`)))
  })
}

export const founded = async (): Promise<string> => {
  const folder = join(newFolder(), 'dati')
  const made = await smartCoop(['init', '--data', folder, '--org', 'Coop Prova', '--user', 'ada', '--json'])
  if (made.code !== 0) throw new Error(made.err)
  return folder
}
