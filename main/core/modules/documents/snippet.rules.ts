/** The piece of a paper's text that is shown under its title, with the words that were asked marked. */
import type { Snippet } from '#contract/documents.contract.ts'
import type { Term } from './search.rules.ts'
import { type Word, wordsOf } from './words.rules.ts'

/** About two lines on the screen. */
const windowWords = 25
const mostChars = 400
/** Few words lead in: a list shows one line, and the hit must stand in what is seen of it. */
const leadIn = 3

/** Places where a term stands: numbers of its first and of its last word. */
export interface Span {
  term: number
  first: number
  last: number
}

function standsAt(term: Term, words: readonly Word[], first: number): boolean {
  const last = term.words.length - 1
  for (let i = 0; i <= last; i++) {
    const wanted = term.words[i] ?? ''
    const word = words[first + i]?.folded
    if (word === undefined) return false
    if (term.prefix && i === last ? !word.startsWith(wanted) : word !== wanted) return false
  }
  return true
}

/** Where the terms stand, in the order of the text. */
export function spansOf(words: readonly Word[], terms: readonly Term[]): Span[] {
  const spans: Span[] = []
  for (let first = 0; first < words.length; first++) {
    for (const [index, term] of terms.entries()) {
      if (standsAt(term, words, first)) spans.push({ term: index, first, last: first + term.words.length - 1 })
    }
  }
  return spans
}

/** The window that holds most of the terms, then most of the places; the earliest of equals. */
function bestWindow(spans: readonly Span[], total: number): { first: number; last: number } {
  let best = { from: 0, to: 0, value: -1 }
  for (let from = 0; from < spans.length; from++) {
    const terms = new Set<number>()
    const start = spans[from]?.first ?? 0
    let to = from
    for (let i = from; i < spans.length; i++) {
      const span = spans[i]
      if (!span || (i > from && span.last - start >= windowWords)) break
      terms.add(span.term)
      to = i
    }
    const value = terms.size * windowWords + (to - from)
    if (value > best.value) best = { from, to, value }
  }
  const first = spans[best.from]?.first ?? 0
  const last = spans[best.to]?.last ?? 0
  const spare = Math.max(0, windowWords - (last - first + 1))
  const before = Math.min(first, spare, leadIn)
  return { first: first - before, last: Math.min(total - 1, last + spare - before) }
}

const squeeze = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** Pieces of the text between two places, hits marked; touching hits are one. */
function cut(text: string, from: number, to: number, marks: readonly (readonly [number, number])[]): Snippet {
  const pieces: Snippet = []
  let at = from
  for (const [start, end] of marks) {
    if (end <= at) continue
    if (start > at) pieces.push({ text: squeeze(text.slice(at, start)), hit: false })
    pieces.push({ text: squeeze(text.slice(Math.max(at, start), end)), hit: true })
    at = end
  }
  if (at < to) pieces.push({ text: squeeze(text.slice(at, to)), hit: false })
  return pieces
}

/** The best window around the hits, or null when no term stands in the text. */
export function snippetAround(text: string, terms: readonly Term[]): Snippet | null {
  const words = wordsOf(text)
  const spans = spansOf(words, terms)
  if (spans.length === 0) return null
  const window = bestWindow(spans, words.length)
  const from = words[window.first]?.start ?? 0
  const to = Math.min(words[window.last]?.end ?? text.length, from + mostChars)
  const marks = spans
    .filter((span) => span.first >= window.first && span.last <= window.last)
    .map((span) => [words[span.first]?.start ?? 0, Math.min(words[span.last]?.end ?? 0, to)] as const)
    .filter(([start]) => start < to)
  const pieces = cut(text, from, to, marks)
  if (window.first > 0) pieces.unshift({ text: '… ', hit: false })
  if (to < text.trimEnd().length) pieces.push({ text: ' …', hit: false })
  return pieces
}

/** The first words of a paper, without the title where the text begins with it. */
export function firstWords(text: string, title: string): Snippet {
  const head = wordsOf(title)
  const words = wordsOf(text, head.length + windowWords)
  const begins = head.length > 0 && head.every((word, i) => words[i]?.folded === word.folded)
  const skip = begins && words.length > head.length ? head.length : 0
  const last = Math.min(words.length, skip + windowWords) - 1
  const from = words[skip]?.start
  if (from === undefined) return []
  const to = Math.min(words[last]?.end ?? text.length, from + mostChars)
  const pieces: Snippet = [{ text: squeeze(text.slice(from, to)), hit: false }]
  if (to < text.trimEnd().length) pieces.push({ text: ' …', hit: false })
  return pieces
}
