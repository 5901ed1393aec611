import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Snippet } from '#contract/documents.contract.ts'
import { readQuery } from '#core/modules/documents/search.rules.ts'
import { firstWords, snippetAround } from '#core/modules/documents/snippet.rules.ts'

const terms = (query: string) => readQuery(query)?.include ?? []
const shown = (snippet: Snippet | null) => snippet?.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('') ?? null
const filler = (from: number, count: number) => Array.from({ length: count }, (_, i) => `riga${from + i}`).join(' ')

describe('the piece of text around the words', () => {
  it('marks the words as they are spelt in the paper', () => {
    expect(shown(snippetAround('La Cooperativa è PERCHÉ così', terms('perche cooperativa')))).toBe(
      'La [Cooperativa] è [PERCHÉ] così',
    )
  })

  it('is null where no word stands', () => {
    expect(snippetAround('La cooperativa', terms('assemblea'))).toBeNull()
    expect(snippetAround('', terms('assemblea'))).toBeNull()
  })

  it('marks a phrase only where its words stand together, as one piece', () => {
    expect(
      shown(snippetAround('soci lavoratori e soci, lavoratori; lavoratori soci', terms('"soci lavoratori"'))),
    ).toBe('[soci lavoratori] e [soci, lavoratori]; lavoratori soci')
  })

  it('marks the whole word of a beginning', () => {
    expect(shown(snippetAround('la cooperazione', terms('coop*')))).toBe('la [cooperazione]')
  })

  it('chooses the window where most of the different words stand, not the first hit', () => {
    const text = `${filler(0, 5)} bilancio ${filler(5, 60)} bilancio della assemblea ${filler(65, 60)}`
    const got = shown(snippetAround(text, terms('bilancio assemblea')))
    expect(got).toContain('[bilancio] della [assemblea]')
    expect(got).not.toContain('riga4 ')
  })

  it('prefers two different words to one word many times', () => {
    const text = `bilancio bilancio bilancio bilancio ${filler(0, 60)} bilancio assemblea ${filler(60, 30)}`
    expect(shown(snippetAround(text, terms('bilancio assemblea')))).toContain('[bilancio] [assemblea]')
  })

  it('says with dots where the text goes on', () => {
    expect(shown(snippetAround(`${filler(0, 40)} bilancio ${filler(40, 40)}`, terms('bilancio')))).toMatch(/^… .+ …$/s)
    expect(shown(snippetAround(`bilancio ${filler(0, 3)}`, terms('bilancio')))).toBe('[bilancio] riga0 riga1 riga2')
  })

  it('keeps to about twenty-five words and four hundred characters', () => {
    const long = snippetAround(`bilancio ${'x'.repeat(3000)} ${filler(0, 100)}`, terms('bilancio'))
    expect(long?.map((piece) => piece.text).join('').length).toBeLessThanOrEqual(402)
    const many = snippetAround(filler(0, 500).replace('riga250', 'bilancio'), terms('bilancio'))
    expect(
      many
        ?.map((piece) => piece.text)
        .join('')
        .match(/\w+/g)?.length,
    ).toBe(25)
  })

  it('is one line, whatever stood between the words', () => {
    expect(shown(snippetAround('il\n\n bilancio \t del\r\n2025', terms('bilancio')))).toBe('il [bilancio] del 2025')
  })

  it('shows a hit in every window it makes, and only text of the paper', () => {
    const word = fc.constantFrom('soci', 'Così', 'è', 'bilancio', "l'anno", '—', '12/05', '🥰', '\n')
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 200 }),
        fc.constantFrom('soci', 'cosi bilancio', '"12 05"', 'an*'),
        (words, query) => {
          const text = words.join(' ')
          const got = snippetAround(text, terms(query))
          if (got === null) return
          expect(got.some((piece) => piece.hit)).toBe(true)
          const body = got
            .map((piece) => piece.text)
            .join('')
            .replace(/^… /, '')
            .replace(/ …$/, '')
          expect(text.replaceAll(/\s+/g, ' ')).toContain(body.replaceAll(/\s+/g, ' '))
        },
      ),
    )
  })
})

describe('the first words of a paper', () => {
  it('leave out the title with which the text begins', () => {
    expect(shown(firstWords('VERBALE DI ASSEMBLEA\nIl giorno 4 maggio', 'Verbale di assemblea'))).toBe(
      'Il giorno 4 maggio',
    )
  })

  it('are all there when the title stands elsewhere', () => {
    expect(shown(firstWords('Il giorno 4 maggio', 'Verbale'))).toBe('Il giorno 4 maggio')
  })

  it('are nothing where there is no text', () => {
    expect(firstWords('', 'Verbale')).toEqual([])
    expect(firstWords(' … ', 'Verbale')).toEqual([])
  })

  it('end with dots where the text goes on', () => {
    expect(shown(firstWords(filler(0, 100), 'Verbale'))).toMatch(/^riga0 .+ riga24 …$/)
  })
})
