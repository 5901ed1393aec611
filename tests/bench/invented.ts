/** Invented papers for measures and tests: Italian-looking words with the frequencies of real text, by a seed. */

/** mulberry32: small, seeded, good enough to draw words. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const frequent = `di e il la che a per in un è del con si non della le da una i dei al alla nel delle come sono
  cooperativa socio assemblea servizio lavoro anno legge articolo contratto consiglio presente importo data euro`
  .trim()
  .split(/\s+/)
const syllables = `ba be bi bo ca che chi co da de di do fa fe fi fo ga ghe gi go la le li lo ma me mi mo na ne ni no
  pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo zio tra spe gra sta con per ità là`
  .trim()
  .split(/\s+/)

/** Words, the most frequent first; drawn by Zipf's law. */
export function inventedWords(count: number, next: () => number): string[] {
  const words = new Set(frequent)
  while (words.size < count) {
    const length = 2 + Math.floor(next() * 4)
    words.add(Array.from({ length }, () => syllables[Math.floor(next() * syllables.length)]).join(''))
  }
  return [...words]
}

/** Draws a word: the n-th with a chance of about 1/n. */
export function drawer(words: readonly string[], next: () => number): () => string {
  const sums: number[] = []
  let sum = 0
  words.forEach((_, i) => sums.push((sum += 1 / (i + 2))))
  return () => {
    const wanted = next() * sum
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return words[low] ?? ''
  }
}
