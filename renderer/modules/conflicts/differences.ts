/** What of a text another one has not, word by word, so that the eye goes where two versions part. */

export interface Piece {
  text: string
  differs: boolean
}

/** Two texts with more pairs of words than this are compared from both ends alone. */
const mostPairs = 250_000

const wordsOf = (text: string): string[] => text.match(/\S+/g) ?? []

/** How many words both have at their beginning. */
function sharedHead(words: readonly string[], others: readonly string[]): number {
  let count = 0
  while (count < words.length && count < others.length && words[count] === others[count]) count++
  return count
}

/** Which of the words stand in a longest row of words that both texts have in this order. */
function shared(words: readonly string[], others: readonly string[]): boolean[] {
  const width = others.length + 1
  // Length of the longest common row of what follows both places.
  const lengths = new Uint32Array((words.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = words.length - 1; i >= 0; i--)
    for (let j = others.length - 1; j >= 0; j--)
      lengths[i * width + j] = words[i] === others[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const is = words.map(() => false)
  for (let i = 0, j = 0; i < words.length && j < others.length;) {
    if (words[i] === others[j]) {
      is[i++] = true
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return is
}

function sharedWords(words: readonly string[], others: readonly string[]): boolean[] {
  const head = sharedHead(words, others)
  const tail = sharedHead(words.slice(head).reverse(), others.slice(head).reverse())
  const middle = words.slice(head, words.length - tail)
  const otherMiddle = others.slice(head, others.length - tail)
  const inMiddle =
    middle.length * otherMiddle.length > mostPairs ? middle.map(() => false) : shared(middle, otherMiddle)
  return [...Array.from({ length: head }, () => true), ...inMiddle, ...Array.from({ length: tail }, () => true)]
}

/** The text in pieces, with all its spaces and lines; put together again they are the text. */
export function differences(text: string, other: string): Piece[] {
  const is = sharedWords(wordsOf(text), wordsOf(other))
  const pieces: Piece[] = []
  let word = 0
  for (const part of text.match(/\s+|\S+/g) ?? []) {
    const isSpace = part.trim() === ''
    // Space between two words that differ is marked with them.
    const differs = isSpace ? word > 0 && is[word - 1] === false && is[word] === false : is[word++] === false
    const last = pieces.at(-1)
    if (last?.differs === differs) last.text += part
    else pieces.push({ text: part, differs })
  }
  return pieces
}
