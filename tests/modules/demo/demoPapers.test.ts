import { createHash } from 'node:crypto'
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type DemoPaper, demoPapers } from '#core/demo/demo.ts'
import { checkLetter, codiceFiscale } from '#core/demo/people.ts'
import { createChance } from '#core/demo/chance.ts'

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const all = async (count: number, seed: number) => Array.fromAsync(demoPapers(count, seed))
const open = (paper: DemoPaper): Promise<PDFDocumentProxy> =>
  getDocument({ data: new Uint8Array(paper.bytes), verbosity: VerbosityLevel.ERRORS }).promise

async function textsOf(paper: DemoPaper): Promise<string[]> {
  const doc = await open(paper)
  const texts: string[] = []
  for (let page = 1; page <= doc.numPages; page += 1) {
    const { items } = await (await doc.getPage(page)).getTextContent()
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  return texts
}

describe('the papers of the demo', () => {
  let papers: DemoPaper[]
  beforeAll(async () => {
    papers = await all(30, 1)
  })

  it('are the same bytes for the same seed, and others for another', async () => {
    const again = await all(6, 1)
    expect(again.map((one) => hash(one.bytes))).toEqual(papers.slice(0, 6).map((one) => hash(one.bytes)))
    const other = await all(6, 2)
    for (const [at, one] of other.entries()) expect(hash(one.bytes)).not.toBe(hash(papers[at]?.bytes ?? Buffer.of()))
  })

  it('hold one file that comes twice, one that is damaged and one without text', async () => {
    expect(new Set(papers.map((one) => hash(one.bytes))).size).toBe(29)
    const broken: string[] = []
    const blank: string[] = []
    for (const paper of papers) {
      const texts = await textsOf(paper).catch(() => null)
      if (!texts) broken.push(paper.name)
      else if (texts.every((text) => text.trim() === '')) blank.push(paper.name)
    }
    expect(broken).toEqual([expect.stringMatching(/^incompleto/)])
    expect(blank).toEqual([expect.stringMatching(/^scansione/)])
  })

  it('say on every page that they are invented, in letters that can be read', async () => {
    const readable = papers.filter((one) => !/^(incompleto|scansione)/.test(one.name))
    let pages = 0
    for (const paper of readable) {
      for (const text of await textsOf(paper)) {
        pages += 1
        expect(text).toContain('DATI DIMOSTRATIVI')
      }
    }
    expect(pages).toBeGreaterThan(readable.length)
    const text = (await Promise.all(readable.map(textsOf))).flat().join(' ')
    for (const word of [
      '€',
      'è',
      'à',
      'FOGLIO PRESENZE',
      'NOTA SPESE',
      'FATTURA',
      'POSTA CERTIFICATA',
      'VERBALE',
      'CONVOCAZIONE',
      'ATTESTATO',
      'LETTERA DI ASSUNZIONE',
      'DURC',
      'BANDO DI GARA',
    ]) {
      expect(text).toContain(word)
    }
  })

  it('have names that every file system takes', () => {
    for (const { name } of papers) expect(name).toMatch(/^[^\\/:*?"<>|\n]{1,120}\.pdf$/)
  })
})

describe('the codice fiscale of an invented person', () => {
  // The worked example of the decree's tables: RSSMRA80A01F205X is used as a sample everywhere.
  it('follows the rule of the decree', () => {
    expect(codiceFiscale('Rossi', 'Maria', 1980, 1, 1)).toBe('RSSMRA80A01F205X')
    expect(checkLetter('RSSMRA80A01F205')).toBe('X')
  })
})

describe('chance', () => {
  it('stays in its range and repeats itself', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: -1000, max: 1000 }), fc.nat({ max: 5000 }), (seed, least, span) => {
        const [one, two] = [createChance(seed), createChance(seed)]
        for (let at = 0; at < 20; at += 1) {
          const drawn = one.whole(least, least + span)
          expect(drawn).toBe(two.whole(least, least + span))
          expect(drawn >= least && drawn <= least + span).toBe(true)
        }
      }),
    )
  })
})
