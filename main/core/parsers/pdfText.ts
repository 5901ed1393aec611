/** Puts the pieces of text that pdf.js finds on a page together as a person would read them. Pure. */
import { mostPageText } from './pdf.limits.ts'
import type { Line } from './pdf.messages.ts'

export interface TextPiece {
  str: string
  hasEOL: boolean
  /** a, b, c, d, e, f of the text's matrix. */
  transform: readonly number[]
}

const mostLines = 60
const mostLineText = 400

/** Ligatures and the presentation forms of Arabic and Hebrew stand for letters; a ² or a ½ means more than its 2. */
const presentationForms = /[\uFB00-\uFB4F\uFB50-\uFDFF\uFE70-\uFEFC]+/g
// Control characters that some fonts give instead of letters; line feed is ours.
const controls = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/g
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
const spaces = /[ \u00A0\u2000-\u200B\u202F\u205F\u3000]+/g

/** Italian words that are first halves of compounds and keep their hyphen at the end of a line. */
const compoundFirst =
  /(?:^|[^\p{L}])(?:socio|psico|tecnico|economico|medico|giuridico|amministrativo|politico|storico|ex|auto|non)-$/iu

export function cleanText(text: string): string {
  return text
    .replace(presentationForms, (forms) => forms.normalize('NFKC'))
    .replace(controls, ' ')
    .replace(loneSurrogate, '\uFFFD')
    .normalize('NFC')
    .replace(spaces, ' ')
}

/** Joins two lines where the first ends inside a word; null where it does not. */
function joined(before: string, after: string): string | null {
  if (/[\u00AD\u2010]$/.test(before)) return before.slice(0, -1) + after
  if (!/\p{Ll}{2}-$/u.test(before) || !/^\p{Ll}{2}/u.test(after)) return null
  return compoundFirst.test(before) ? before + after : before.slice(0, -1) + after
}

const noLetter = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uE000-\uF8FF\uFFFD]/g
/** With so many signs that stand for no letter a text gives the numbers of its glyphs: only the eye can read it. */
const mostNoLetters = 0.25

function isUseless(raw: string): boolean {
  const signs = raw.replace(/\s/g, '').length
  return (raw.match(noLetter)?.length ?? 0) > signs * mostNoLetters
}

/** The text of a page, its lines ended by line feeds; empty when the page has none, or a useless one. */
export function textOf(pieces: readonly TextPiece[]): string {
  const raw = pieces.map((piece) => (piece.hasEOL ? `${piece.str}\n` : piece.str)).join('')
  if (isUseless(raw)) return ''
  const lines: string[] = []
  for (const rawLine of raw.split('\n')) {
    const next = cleanText(rawLine).trim()
    if (!next) continue
    const last = lines.at(-1)
    const whole = last === undefined ? null : joined(last, next)
    if (whole === null) lines.push(next)
    else lines[lines.length - 1] = whole
  }
  // A soft hyphen inside a line only says where the word could be cut.
  return lines.join('\n').replaceAll('\u00AD', '').slice(0, mostPageText)
}

const sizeOf = (piece: TextPiece): number => {
  const size = Math.hypot(piece.transform[2] ?? 0, piece.transform[3] ?? 0)
  return Number.isFinite(size) ? Math.min(size, 100_000) : 0
}

/** The first lines of a page with the size of their largest letters. */
export function linesOf(pieces: readonly TextPiece[]): Line[] {
  const lines: Line[] = []
  let text = ''
  let size = 0
  const end = (): void => {
    const clean = cleanText(text).replaceAll('\u00AD', '').trim()
    if (clean) lines.push({ text: clean.slice(0, mostLineText), size })
    text = ''
    size = 0
  }
  for (const piece of pieces) {
    if (lines.length >= mostLines) return lines
    text += piece.str
    if (piece.str.trim()) size = Math.max(size, sizeOf(piece))
    if (piece.hasEOL) end()
  }
  if (lines.length < mostLines) end()
  return lines
}
