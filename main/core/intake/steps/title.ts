/** What a paper is called when nobody has named it. Pure. */
import type { Line } from '../../parsers/pdf.messages.ts'

export const mostTitle = 200

// Marks that turn the direction of writing could make one name look like another.
const controls = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** A text that can stand in a line: no control, no turn of direction, no blanks at its ends, at most `most` long. */
export function oneLine(text: string, most: number): string {
  const clean = text
    .replace(controls, ' ')
    .replace(loneSurrogate, '\uFFFD')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
  if (clean.length <= most) return clean
  return `${clean
    .slice(0, most - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}

/** The name of a file as a title: without folder, ending, underscores. */
export function titleFromName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const stem = base.replace(/(?:\.[A-Za-z][A-Za-z0-9]{1,4}){1,2}$/, '') || base
  return oneLine(stem.replace(/[_\s]+/g, ' '), mostTitle) || oneLine(base, mostTitle) || 'senza nome'
}

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0

/** Titles that programs write when nobody gave one. */
const emptyTitles = [
  /^(?:untitled|senza titolo|senza nome|documento?\s*\d*|document\s*\d*|titolo|title|none|null|print|stampa|scan(?:sione)?\b.*|img[_-]?\d*|page \d+|presentazione standard.*)$/i,
  /^microsoft (?:word|excel|powerpoint)\b/i,
  /\.(?:docx?|xlsx?|pptx?|odt|ods|rtf|pdf|indd|qxd|tmp|tex|dvi|ps|jpe?g|tiff?|png|html?)$/i,
  /^(?:https?|file):/i,
  /[/\\]\w+[/\\]/,
]

export function isSensibleTitle(title: string): boolean {
  return letters(title) >= 4 && !emptyTitles.some((pattern) => pattern.test(title))
}

/** `Oggetto:` names the matter of an Italian letter; what follows may stand on the next line. */
function subjectOf(lines: readonly Line[]): string | null {
  for (const [i, { text }] of lines.entries()) {
    const found = /^\s*(?:oggetto|ogg\.)\s*[:.]\s*(.*)$/i.exec(text)
    if (!found) continue
    const subject = found[1]?.trim() || lines[i + 1]?.text.trim() || ''
    if (letters(subject) >= 4) return subject
  }
  return null
}

/** The first of the largest lines, and the one below it when it goes on in the same size. */
function strongestLine(lines: readonly Line[]): string | null {
  const worth = lines.filter((line) => letters(line.text) >= 4)
  const largest = Math.max(0, ...worth.map((line) => line.size))
  const first = worth.findIndex((line) => line.size >= largest * 0.97)
  const line = worth[first]
  if (!line) return null
  // On a page all in one size the next line is the text already.
  const standsOut = worth.some((other) => other.size < largest * 0.95)
  const next = worth[first + 1]
  const goesOn = standsOut && next && next.size >= largest * 0.97 && line.text.length + next.text.length < 120
  return goesOn ? `${line.text} ${next.text}` : line.text
}

export interface TitleSources {
  /** From the document's own particulars. */
  metadata: string | null
  /** The first lines of the first page. */
  lines: readonly Line[]
  name: string
}

export function titleOf({ metadata, lines, name }: TitleSources): string {
  const own = oneLine(metadata ?? '', mostTitle)
  if (isSensibleTitle(own)) return own
  const found = oneLine(subjectOf(lines) ?? strongestLine(lines) ?? '', mostTitle)
  return letters(found) >= 4 ? found : titleFromName(name)
}
