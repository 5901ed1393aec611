/** Ends processes in the middle of their work. */
import { spawn } from 'node:child_process'

/** Lets a writer write and kills it so many milliseconds after its first word; gives the lines that it said. */
export function writeAndKill(writer: string, args: string[], afterMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), afterMs)
      said += text
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`the writer ended by itself with ${code}`))
      // A line without its end was not said.
      else resolve(said.split('\n').slice(0, -1))
    })
  })
}
