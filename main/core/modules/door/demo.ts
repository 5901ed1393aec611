/** The demo cooperative: an organisation that says that it is one, with papers that pass through the real intake. */
import type { Look } from '#contract/door.contract.ts'
import type { Door } from './door.ts'

export const demoPassword = 'campo-esempio-demo'

const founder = {
  organisation: 'Cooperativa Sociale Campo Esempio s.c.s. – Impresa Sociale',
  name: 'Ornella Sarvetti',
  office: 'Segreteria',
  login: 'demo',
  password: demoPassword,
  demo: true,
}

export interface DemoInput {
  papers: number
  seed: number
}

export async function* foundDemo(door: Door, look: Look, machine: string, input: DemoInput, _signal: AbortSignal) {
  await door.found({ ...founder, machine, look })
  yield { done: 0, of: input.papers }
  return { login: founder.login, password: demoPassword, counts: {} as Record<string, number> }
}
