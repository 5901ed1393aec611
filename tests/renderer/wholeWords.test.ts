import { describe, expect, it } from 'vitest'
import { areWhole, folded } from '#renderer/modules/documents/viewer/wholeWords.ts'

/** The places of `words` in `text` that count, as they stand there. */
const counted = (text: string, words: RegExp, begun: string[] = []): string[] =>
  areWhole(
    [...text.matchAll(words)].map(({ index, 0: found }) => ({ index, length: found.length })),
    text,
    begun.map(folded),
  ).map(({ index, length }) => text.slice(index, index + length))

describe('a hit of the archive on a page', () => {
  it('is a whole word, at the ends of the text and between signs too', () => {
    expect(counted('mensa, (mensa) «mensa»', /mensa/g)).toHaveLength(3)
  })

  it('is not the middle, the beginning or the end of another', () => {
    expect(counted('immensa mensale dispensa', /mensa|sale|pensa/g)).toEqual([])
  })

  it('stops at digits and at loose accents as the index does', () => {
    expect(counted('mensa2 perche\u0301', /mensa|perche/g)).toEqual([])
  })

  it('may go on where its beginning was asked for, whatever its case and accents', () => {
    expect(counted('Età etàbile convenzioni', /Età|età|convenz/gi, ['eta', 'CONVENZ'])).toEqual([
      'Età',
      'età',
      'convenz',
    ])
  })

  it('does not begin within a word even then', () => {
    expect(counted('riconvenzione', /convenz/g, ['convenz'])).toEqual([])
  })
})

it('words are folded as the index folds them', () => {
  expect(folded('PERCHÉ Così')).toBe('perche cosi')
})
