/** What the command line writes: answers on standard output, everything else on standard error. */

/** A row of text; control and direction characters of a file's name would rewrite the terminal. */
const steering = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
export const plain = (text: string): string =>
  text.replaceAll(steering, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

export const put = (line: string): void => void process.stdout.write(`${line}\n`)
export const putJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)
export const tell = (line: string): void => void process.stderr.write(`${line}\n`)

/** A line that is written over by the next, on a terminal only. */
export function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`)
}
export const endProgress = (): void => progress('')

/** A reader that has seen enough (`| head`) closes the pipe: nothing more to say, and no failure. */
export function endWithItsReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
}
