/** A paper as a scanner would give it: a picture of a page, a little askew, and no text behind it. */
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { Chance } from './chance.ts'
import { dayOf, type Draft, longDay } from './kind.ts'
import { demoPerson } from './people.ts'
import { demoMark, regularFont } from './pen.ts'

/** A4 at 100 dpi. */
const [width, height] = [827, 1169]
const family = 'Smart-Coop scan'

function drawPage(lines: readonly string[]): Promise<Buffer> {
  if (!GlobalFonts.has(family)) GlobalFonts.registerFromPath(regularFont, family)
  const canvas = createCanvas(width, height)
  const page = canvas.getContext('2d')
  page.fillStyle = '#f4f2ec'
  page.fillRect(0, 0, width, height)
  page.rotate(0.012)
  page.fillStyle = '#2a2a33'
  page.font = `19px "${family}"`
  for (const [at, line] of lines.entries()) page.fillText(line, 90, 110 + at * 34)
  return canvas.encode('jpeg', 70)
}

export async function scan(chance: Chance): Promise<Draft> {
  const person = demoPerson(chance)
  const day = dayOf(chance)
  const picture = await drawPage([
    demoMark,
    '',
    'RICHIESTA DI FERIE',
    '',
    `Io sottoscritta/o ${person.name} ${person.surname},`,
    `${person.job} presso ${person.facility},`,
    'chiedo due settimane di ferie nel mese di agosto.',
    '',
    `Data: ${longDay(day)}`,
    `Firma: ${person.name} ${person.surname}`,
  ])
  return {
    title: 'scansione',
    name: `scansione_${String(chance.whole(1, 9999)).padStart(4, '0')}.pdf`,
    day,
    write: (pen) => pen.picture(picture),
  }
}
