/**
 * What a person types to find papers: words (all of them must stand in the paper), "phrases", the beginning of
 * a word with * behind it, and -words or -"phrases" that must not stand there. Everything else is data: each
 * term reaches FTS5 as one quoted string, so that its syntax (AND, NEAR, :, ^, brackets) is only letters here.
 */
import { Refusal } from '#contract/errors.ts'
import { wordsOf } from './words.rules.ts'

export interface Term {
  /** Folded words that stand one after the other; never empty. */
  words: readonly string[]
  /** Whether the last word may go on. */
  prefix: boolean
  /** As it is written in the query, to be marked in the viewer. */
  written: string
}

export interface Query {
  include: readonly Term[]
  exclude: readonly Term[]
}

/** The most terms of a query: nobody types more, and each costs a walk through the index. */
export const mostTerms = 24

// Forms that Italian elides before a vowel: «l'assemblea» is found as «assemblea», whatever stands before it.
const elided = new Set(
  `l un d c s m t v n gl dell all dall nell sull coll dagl degl negl sugl agl quell quest bell tutt anch senz cos
   dov com quand quant nient mezz trent cent sott ogn ciascun nessun alcun qualcun po mo`.split(/\s+/),
)

interface Piece {
  text: string
  quoted: boolean
  excluded: boolean
  prefix: boolean
}

/** Cuts the query into quoted and bare pieces. @throws Refusal query-open-quote */
function piecesOf(query: string): Piece[] {
  const pieces: Piece[] = []
  let rest = query.replaceAll(/[“”„«»]/g, '"').trimStart()
  while (rest !== '') {
    const excluded = /^-(?=["\p{L}\p{N}])/u.test(rest)
    const at = excluded ? 1 : 0
    if (rest[at] === '"') {
      const end = rest.indexOf('"', at + 1)
      if (end < 0) throw new Refusal('query-open-quote')
      const prefix = rest[end + 1] === '*'
      pieces.push({ text: rest.slice(at + 1, end), quoted: true, excluded, prefix })
      rest = rest.slice(end + (prefix ? 2 : 1)).trimStart()
    } else {
      const text = /^[^\s"]+/.exec(rest.slice(at))?.[0] ?? ''
      pieces.push({ text, quoted: false, excluded, prefix: text.endsWith('*') })
      rest = rest.slice(at + text.length).trimStart()
    }
  }
  return pieces
}

/** The bare word without the article that is elided before it. */
function withoutElision(text: string): string {
  const cut = /^(\p{L}+)['’‘`´](?=[\p{L}\p{N}])/u.exec(text)
  return cut?.[1] && elided.has(cut[1].toLowerCase()) ? text.slice(cut[0].length) : text
}

function termOf(piece: Piece): Term | null {
  const written = piece.quoted ? piece.text : withoutElision(piece.text)
  const words = wordsOf(written).map((word) => word.folded)
  // One letter is no beginning: half of all words have it.
  const prefix = piece.prefix && (words.at(-1)?.length ?? 0) > 1
  return words.length > 0 ? { words, prefix, written: written.replace(/\*+$/, '') } : null
}

/**
 * What is asked, or null when nothing is.
 * @throws Refusal query-open-quote, query-empty, query-only-exclusions, query-too-long
 */
export function readQuery(query: string): Query | null {
  if (query.trim() === '') return null
  const include = new Map<string, Term>()
  const exclude = new Map<string, Term>()
  for (const piece of piecesOf(query)) {
    const term = termOf(piece)
    if (term) (piece.excluded ? exclude : include).set(ftsOf(term), term)
  }
  if (include.size + exclude.size === 0) throw new Refusal('query-empty')
  if (include.size === 0) throw new Refusal('query-only-exclusions')
  if (include.size + exclude.size > mostTerms) throw new Refusal('query-too-long', { most: mostTerms })
  return { include: [...include.values()], exclude: [...exclude.values()] }
}

/** The term as FTS5 is asked for it: one quoted string of folded words, which hold no quote. */
export const ftsOf = (term: Term): string => `"${term.words.join(' ')}"${term.prefix ? '*' : ''}`
