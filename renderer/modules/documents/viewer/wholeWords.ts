/** Which places of a text hold a word as the archive's search counts it: whole, or the beginning of one. */

export interface Place {
  index: number
  length: number
}

const inWord = /[\p{L}\p{N}\p{M}]/u

/** Without case and accents, as the index of the archive keeps words. */
export const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Those of the places that are whole words; one of `begun` (folded) may go on behind its place. */
export function areWhole(places: readonly Place[], text: string, begun: readonly string[]): Place[] {
  return places.filter(({ index, length }) => {
    if (index > 0 && inWord.test(text.charAt(index - 1))) return false
    if (!inWord.test(text.charAt(index + length))) return true
    return begun.includes(folded(text.slice(index, index + length)))
  })
}
