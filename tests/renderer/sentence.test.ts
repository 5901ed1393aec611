import { describe, expect, it } from 'vitest'
import { sentenceFrom } from '#renderer/lib/sentence.ts'

const texts = {
  open: 'Apri',
  greeting: 'Ciao {{name}}, sono le {{ time }}',
  papers_one: 'Un documento',
  papers_other: '{{count}} documenti',
  deep: { down: { text: 'Qui' } },
}
const said = (key: string, facts = {}) => sentenceFrom(texts, key, facts, 'it')

describe('a sentence', () => {
  it('is found by its path', () => {
    expect(said('open')).toBe('Apri')
    expect(said('deep.down.text')).toBe('Qui')
  })

  it('has its gaps filled as they are, never as a pattern or as another gap', () => {
    expect(said('greeting', { name: '$& {{time}}', time: '9:42' })).toBe('Ciao $& {{time}}, sono le 9:42')
  })

  it.each([
    [1, 'Un documento'],
    [0, '0 documenti'],
    [2, '2 documenti'],
    [1_000_000, '1000000 documenti'],
  ])('speaks of %d as people do', (count, sentence) => {
    expect(said('papers', { count })).toBe(sentence)
  })

  it('that nobody wrote stands as its key, and so does a group of sentences', () => {
    expect(said('nothing.here')).toBe('nothing.here')
    expect(said('deep.down')).toBe('deep.down')
    expect(said('constructor.name')).toBe('constructor.name')
  })
})
