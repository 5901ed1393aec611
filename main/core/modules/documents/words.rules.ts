/** Words as the index sees them: what FTS5's `unicode61 remove_diacritics 2` makes of a text. */

export interface Word {
  /** Without case and accents. */
  folded: string
  start: number
  end: number
}

const plain = /^[a-z0-9]+$/
// Letters, digits, and the marks that stand on them; unicode61 takes private-use characters for letters too.
const token = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{Mn}]*/gu

/** A word without case and accents. */
export function fold(word: string): string {
  const lower = word.toLowerCase()
  return plain.test(lower) ? lower : lower.normalize('NFD').replaceAll(/\p{Mn}/gu, '')
}

export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(token)) {
    words.push({ folded: fold(match[0]), start: match.index, end: match.index + match[0].length })
  }
  return words
}
