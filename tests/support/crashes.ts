/** Tests of crashes: who founds in them, and a child that is killed at a step of its work. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

export const founder = {
  organisation: 'Cooperativa di prova',
  machine: 'Tavolo 1',
  name: 'Ada Fontanelli',
  office: 'Segreteria',
  login: 'ada',
  password: 'la prima parola lunga',
}
/** The password that is changed to. */
export const nextPassword = 'la seconda parola lunga'

/**
 * Runs an entry of this folder in a process of its own, to die at its step `dieAt` (from 1; 0 for never). Gives the
 * number of its steps, or null when it was killed. Any other end is a failure.
 */
export async function runChild(entry: string, verb: string, folder: string, dieAt: number): Promise<number | null> {
  const path = fileURLToPath(new URL(entry, import.meta.url))
  const child = spawn(process.execPath, [path, verb, folder, String(dieAt)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [said, complaint, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  if (signal === 'SIGKILL') return null
  if (code !== 0) throw new Error(`the child ended with ${String(code)}: ${complaint}`)
  return Number(said)
}
