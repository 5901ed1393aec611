/**
 * Words as the index sees them: what FTS5's `unicode61 remove_diacritics 2` makes of a text. Its case folding is
 * Unicode's simple one, accents fall off Latin letters only, and of the combining marks only some count as
 * accents; the others part words. Alike for all Latin, Greek and Cyrillic text (tested against FTS5 itself);
 * letters that are younger than Unicode 6.1 may differ, which can only change what is marked, never what is found.
 */

export interface Word {
  /** Without case and accents. */
  folded: string
  start: number
  end: number
}

const letter = /[\p{L}\p{N}\p{Co}\p{Cn}]/u
// The marks U+0300–U+0331 that FTS5 takes for accents (the masks of sqlite3Fts5UnicodeIsdiacritic).
const accents = String.raw`\u0300-\u0304\u0306-\u030C\u030F\u0311\u031B\u0323-\u0328\u032D\u032E\u0330\u0331`
const accent = new RegExp(`[${accents}]`, 'gu')
const accentOnly = new RegExp(`^[${accents}]$`, 'u')
const ascii = /^[\x00-\x7f]*$/
const latinBase = /^[a-z]\p{Mn}+$/u

// Two letters that FTS5 leaves as they are, against both rules.
const asTheyAre = new Set(['\u0131', '\u01e0', '\u01e1'])

/** One letter by Unicode's simple case folding, and a Latin one without its accents. */
function foldLetter(char: string): string {
  if (asTheyAre.has(char)) return char === '\u01e0' ? '\u01e1' : char
  const upper = char.toUpperCase()
  const lower = (Array.from(upper).length === 1 ? upper : char).toLowerCase()
  const parts = lower.normalize('NFD')
  return latinBase.test(parts) ? parts.slice(0, 1) : lower
}

/** A word without case and accents. */
export function fold(word: string): string {
  if (ascii.test(word)) return word.toLowerCase()
  return Array.from(word.replaceAll(accent, ''), foldLetter).join('')
}

// Text is read letter by letter, and most letters are old ones: what those are is looked up, not asked anew.
const looked = 0x2100
const [parting, begins, goesOn, isFolded] = [0, 1, 2, 3]
const kinds = Uint8Array.from({ length: looked }, (_, code) => kindOf(String.fromCharCode(code)))

function kindOf(char: string): number {
  if (/[a-z0-9]/.test(char)) return isFolded
  if (letter.test(char)) return begins
  return accentOnly.test(char) ? goesOn : parting
}

/** What stands at a place of a text, and how many code units it takes. */
function unitAt(text: string, at: number): { kind: number; length: number } {
  const code = text.charCodeAt(at)
  if (code < looked) return { kind: kinds[code] ?? parting, length: 1 }
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return { kind: kindOf(char), length: char.length }
}

/** Where the word that begins at `start` ends, and whether it is folded as it stands. */
function wordAt(text: string, start: number): Word {
  let plain = true
  let at = start
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code < looked) {
      const kind = kinds[code]
      if (kind === parting) break
      if (kind !== isFolded) plain = false
      at += 1
    } else {
      const { kind, length } = unitAt(text, at)
      if (kind === parting) break
      plain = false
      at += length
    }
  }
  const word = text.slice(start, at)
  return { folded: plain ? word : fold(word), start, end: at }
}

/** The words of a text, in its order; only its first ones when `most` is given. */
export function wordsOf(text: string, most = Number.POSITIVE_INFINITY): Word[] {
  const words: Word[] = []
  let at = 0
  while (at < text.length && words.length < most) {
    const { kind, length } = unitAt(text, at)
    if (kind === begins || kind === isFolded) {
      const word = wordAt(text, at)
      words.push(word)
      at = word.end
    } else at += length
  }
  return words
}
