/** The demo cooperative: an organisation that says that it is one, with papers that pass through the real intake. */
import { Readable } from 'node:stream'
import { firstSpaceOfPapers, type Look } from '#contract/door.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { rowsPerTable } from '#db/modules/admin/counts.repository.ts'
import type { Door } from './door.ts'

/** Known to everybody: what is in the demo is invented. */
const founder = {
  organisation: 'Cooperativa Sociale Campo Esempio s.c.s. – Impresa Sociale',
  name: 'Ornella Sarvetti',
  office: 'Segreteria',
  login: 'demo',
  password: 'campo-esempio-demo',
  demo: true,
}

/** How to come in, for whoever starts the demo. */
export const demoSignIn = { login: founder.login, password: founder.password }

export interface DemoWish {
  papers: number
  seed: number
  machine: string
  look: Look
}

export interface DemoMade {
  login: string
  password: string
  /** Rows per table. */
  counts: Record<string, number>
}

/** @throws Refusal already-organised, data-read-only */
export async function* foundDemo(
  door: Door,
  { papers, seed, ...place }: DemoWish,
  signal: AbortSignal,
): AsyncGenerator<{ done: number; of: number }, DemoMade, void> {
  // What draws papers is large, and nearly no start needs it.
  const { demoPapers } = await import('../../demo/demo.ts')
  const { person } = await door.found({ ...founder, ...place })
  const machine = door.machine()
  if (!machine) throw new Refusal('closed')
  let done = 0
  const readings: Promise<void>[] = []
  yield { done, of: papers }
  for await (const { name, bytes } of demoPapers(papers, seed)) {
    signal.throwIfAborted()
    const stream = Readable.from([bytes])
    const source = { name, size: bytes.length, stream, via: 'path' as const, by: person, space: firstSpaceOfPapers }
    const kept = await machine.intake.keep({ ...source, signal })
    const reading = machine.intake.outcome(kept.paper, signal).then(() => void (done += 1))
    // Whoever leaves does not wait for the readings; they go on by themselves.
    reading.catch(() => {})
    readings.push(reading)
    yield { done, of: papers }
  }
  for (const reading of readings) {
    await reading
    yield { done, of: papers }
  }
  return { login: founder.login, password: founder.password, counts: rowsPerTable(machine.db.read) }
}
