/** The password: from SMART_COOP_PASSWORD, else from standard input; hidden where a person types it. */
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { say } from './say.ts'
import { Complaint } from './sentence.ts'

/** One line of standard input; on a terminal what is typed is not shown. Null at its end. */
async function readLine(question: string): Promise<string | null> {
  const hidden = process.stdin.isTTY
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: hidden })
  // Only now is the terminal silent: whoever types at the first letter of the question is not seen either.
  if (hidden) process.stderr.write(question)
  try {
    return await new Promise<string | null>((resolve, reject) => {
      lines.once('line', resolve)
      lines.once('close', () => resolve(null))
      lines.once('SIGINT', () => reject(new Complaint(say('failed.cancelled'))))
    })
  } finally {
    lines.close()
    process.stdin.pause()
    if (hidden) process.stderr.write('\n')
  }
}

/** @throws Complaint when none is given */
export async function givenPassword(): Promise<string> {
  const password = process.env['SMART_COOP_PASSWORD'] || (await readLine(say('ask.password')))
  if (!password) throw new Complaint(say('failed.noPassword'))
  return password
}

/** For a new password: a person at a terminal types it twice. */
export async function newPassword(): Promise<string> {
  const password = await givenPassword()
  if (!process.stdin.isTTY || process.env['SMART_COOP_PASSWORD']) return password
  if ((await readLine(say('ask.again'))) !== password) throw new Complaint(say('failed.unequal'))
  return password
}
