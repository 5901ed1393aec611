/**
 * The papers of the demo cooperative: real PDFs in Italian about invented people, each marked DATI DIMOSTRATIVI.
 * Among every thirty there is one scan without text, one damaged file and one that comes twice, so that the first
 * page shows real waiting work. The same seed gives the same bytes.
 */
import { type Chance, createChance } from './chance.ts'
import type { Draft, Kind } from './kind.ts'
import { convocazione, verbaleAssemblea, verbaleConsiglio } from './kinds/meetings.ts'
import { bando, durc, fattura, pec } from './kinds/office.ts'
import { attestato, cartellino, contratto, notaSpese } from './kinds/staff.ts'
import { writePdf } from './pen.ts'
import { scan } from './scan.ts'

export interface DemoPaper {
  name: string
  bytes: Buffer
}

/** The order in which kinds come, as often as such papers do in an office. */
const round: readonly Kind[] = [
  cartellino,
  fattura,
  pec,
  notaSpese,
  attestato,
  cartellino,
  verbaleConsiglio,
  fattura,
  durc,
  contratto,
  cartellino,
  pec,
  notaSpese,
  bando,
  convocazione,
  verbaleAssemblea,
  fattura,
  attestato,
]
const [period, scanAt, damagedAt, twiceAt] = [30, 7, 12, 19]

const inkOf = (draft: Draft, marked: boolean): Promise<Buffer> =>
  writePdf(draft.title, draft.day, (pen) => draft.write(pen), marked)

function draftOf(chance: Chance, at: number): Draft {
  const kind = round[at % round.length]
  if (!kind) throw new Error('the round of kinds is empty')
  return kind(chance, at + 1)
}

async function paperAt(chance: Chance, at: number, last: DemoPaper | null): Promise<DemoPaper> {
  const place = at % period
  if (place === twiceAt && last) return { name: `Copia di ${last.name}`, bytes: last.bytes }
  if (place === scanAt) {
    const draft = await scan(chance)
    return { name: draft.name, bytes: await inkOf(draft, false) }
  }
  const draft = draftOf(chance, at)
  const bytes = await inkOf(draft, true)
  // Half a file: its catalogue, which stands at the end, never arrived.
  if (place === damagedAt)
    return { name: `incompleto - ${draft.name}`, bytes: bytes.subarray(0, Math.floor(bytes.length / 2)) }
  return { name: draft.name, bytes }
}

export async function* demoPapers(count: number, seed: number): AsyncGenerator<DemoPaper, void, void> {
  const chance = createChance(seed)
  let last: DemoPaper | null = null
  for (let at = 0; at < count; at += 1) {
    last = await paperAt(chance, at, last)
    yield last
  }
}
