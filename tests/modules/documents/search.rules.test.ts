import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '#contract/errors.ts'
import { ftsOf, type Query, readQuery } from '#core/modules/documents/search.rules.ts'
import { wordsOf } from '#core/modules/documents/words.rules.ts'

const asked = (query: string) => {
  const read = readQuery(query)
  return { include: read?.include.map(ftsOf), exclude: read?.exclude.map(ftsOf) }
}

const codeOf = (act: () => unknown): string => {
  try {
    act()
    return 'no refusal'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('what a person types', () => {
  it('is nothing when it is empty', () => {
    expect(readQuery('')).toBeNull()
    expect(readQuery(' \n\t ')).toBeNull()
  })

  it.each([
    ['assemblea soci', ['"assemblea"', '"soci"'], []],
    ['"verbale di assemblea" 2026', ['"verbale di assemblea"', '"2026"'], []],
    ['«verbale di assemblea»', ['"verbale di assemblea"'], []],
    ['coop*', ['"coop"*'], []],
    ['co* c*', ['"co"*', '"c"'], []],
    ['"assemblea dei so"*', ['"assemblea dei so"*'], []],
    ['contratto -bozza -"non firmato"', ['"contratto"'], ['"bozza"', '"non firmato"']],
    ['Perché È così', ['"perche"', '"e"', '"cosi"'], []],
    ['soci soci SOCI', ['"soci"'], []],
    ['e-mail 12/05/2026', ['"e mail"', '"12 05 2026"'], []],
    ['ada@coop.example', ['"ada coop example"'], []],
  ])('«%s» asks for %j and not %j', (query, include, exclude) => {
    expect(asked(query)).toEqual({ include, exclude })
  })

  it.each([
    [`l'assemblea`, ['"assemblea"']],
    ['dell’associazione', ['"associazione"']],
    [`un'offerta D'Angelo`, ['"offerta"', '"angelo"']],
    [`Sant'Anna`, ['"sant anna"']],
    [`"l'assemblea"`, ['"l assemblea"']],
    [`-dell'anno bilancio`, ['"bilancio"']],
    [`po'`, ['"po"']],
  ])('the article before an apostrophe is cut: %s', (query, include) => {
    expect(asked(query).include).toEqual(include)
  })

  it('excludes the word behind an elided article', () => {
    expect(asked(`bilancio -dell'anno`).exclude).toEqual(['"anno"'])
  })

  it.each([
    ['a AND b', ['"a"', '"and"', '"b"']],
    ['NEAR(a b, 3)', ['"near a"', '"b"', '"3"']],
    ['head:segreto', ['"head segreto"']],
    ['^inizio', ['"inizio"']],
    ['{head body}: x', ['"head"', '"body"', '"x"']],
    ['(a OR b) NOT c', ['"a"', '"or"', '"b"', '"not"', '"c"']],
    ['a + b', ['"a"', '"b"']],
    [`'; DROP TABLE paper; --`, ['"drop"', '"table"', '"paper"']],
  ])('the syntax of FTS5 is only letters: %s', (query, include) => {
    expect(asked(query)).toEqual({ include, exclude: [] })
  })

  it.each([
    ['"verbale di', 'query-open-quote'],
    ['verbale "', 'query-open-quote'],
    ['-bozza -copia', 'query-only-exclusions'],
    ['?! ... --', 'query-empty'],
    ['""', 'query-empty'],
    ['*', 'query-empty'],
    [Array.from({ length: 25 }, (_, i) => `parola${i}`).join(' '), 'query-too-long'],
  ])('«%s» is refused as %s', (query, code) => {
    expect(codeOf(() => readQuery(query))).toBe(code)
  })

  it('keeps the words as they are written, to be marked in the viewer', () => {
    expect(readQuery(`L'Assemblea "Più Soci" coop* -bozza`)?.include.map((term) => term.written)).toEqual([
      'Assemblea',
      'Più Soci',
      'coop',
    ])
  })
})

describe('against FTS5 itself', () => {
  let db: Database.Database
  let find: Database.Statement
  let words: (text: string) => string[]

  beforeAll(() => {
    db = new Database(':memory:')
    const tokenize = 'tokenize="unicode61 remove_diacritics 2"'
    db.exec(`CREATE VIRTUAL TABLE page USING fts5(head, body, content='', contentless_delete=1, ${tokenize})`)
    db.exec(`CREATE VIRTUAL TABLE one USING fts5(body, ${tokenize})`)
    db.exec(`CREATE VIRTUAL TABLE term USING fts5vocab(one, 'instance')`)
    db.prepare('INSERT INTO page(rowid, head, body) VALUES (1, ?, ?)').run('verbale', 'assemblea dei soci')
    find = db.prepare('SELECT rowid FROM page WHERE page MATCH ?')
    const put = db.prepare('INSERT INTO one(rowid, body) VALUES (1, ?)')
    const said = db.prepare('SELECT term FROM term ORDER BY offset').pluck()
    const drop = db.prepare('DELETE FROM one')
    words = (text) => {
      put.run(text)
      const found = said.all() as string[]
      drop.run()
      return found
    }
  })
  afterAll(() => void db.close())

  const syntax = fc.constantFrom(
    '"',
    '*',
    '-',
    '+',
    '^',
    ':',
    '(',
    ')',
    '{',
    '}',
    ',',
    'AND',
    'OR',
    'NOT',
    'NEAR(',
    ' ',
    "'",
    '\0',
    'a',
    'è',
    '\ud800',
    '🥰',
  )
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(syntax, { maxLength: 25 }).map((parts) => parts.join('')),
  )

  it('no string whatsoever makes SQLite throw', () => {
    fc.assert(
      fc.property(typed, (query) => {
        let read: Query | null
        try {
          read = readQuery(query)
        } catch (error) {
          return error instanceof Refusal
        }
        const terms = [...(read?.include ?? []), ...(read?.exclude ?? [])].map(ftsOf)
        for (const term of terms) find.all(term)
        if (terms.length > 0) find.all(terms.join(' AND '))
        return true
      }),
      { numRuns: 3000 },
    )
  })

  // Latin, Greek, Cyrillic, punctuation, accents that stand alone, and what PDFs bring along.
  const european = fc.integer({ min: 1, max: 0x523 }).filter((code) => code !== 0x37f)
  const others = fc.constantFrom(
    0x1e9e,
    0x1ec7,
    0x2019,
    0x201c,
    0x20ac,
    0xfb01,
    0xfb02,
    0xad,
    0xa0,
    0x200b,
    0xfeff,
    0x2116,
  )
  const text = fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 32, max: 126 }) }, european, others), { maxLength: 40 })
    .map((codes) => String.fromCodePoint(...codes))

  it('words are cut and folded as FTS5 does it', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(wordsOf(written).map((word) => word.folded)).toEqual(words(written))
      }),
      { numRuns: 3000 },
    )
  })

  it('each letter of Latin, Greek and Cyrillic is folded as FTS5 does it', () => {
    const codes = Array.from({ length: 0x523 }, (_, i) => i + 1).filter((code) => code !== 0x37f)
    const wrong = codes.filter((code) => {
      const written = `a${String.fromCodePoint(code)}b`
      return (
        wordsOf(written)
          .map((word) => word.folded)
          .join('|') !== words(written).join('|')
      )
    })
    expect(wrong.map((code) => code.toString(16))).toEqual([])
  })

  it('whatever stands in a paper is found by typing it', () => {
    fc.assert(
      fc.property(text, (written) => {
        const quoted = `"${written.replaceAll(/["“”„«»]/g, ' ')}"`
        fc.pre(wordsOf(quoted).length > 0)
        db.prepare('INSERT INTO page(rowid, head, body) VALUES (2, ?, ?)').run('', written)
        const [term] = readQuery(quoted)?.include ?? []
        const rows = term ? (find.pluck().all(ftsOf(term)) as number[]) : []
        db.prepare('DELETE FROM page WHERE rowid = 2').run()
        expect(rows).toContain(2)
      }),
      { numRuns: 500 },
    )
  })
})
