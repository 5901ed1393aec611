/** The pure rules of the intake: title, date, language, the text of a page, where a paper goes. */
import { describe, expect, it } from 'vitest'
import { dateOf } from '#core/intake/steps/date.ts'
import { languageOf } from '#core/intake/steps/language.ts'
import { isBlank, stateOfPdf } from '#core/intake/steps/text.ts'
import { isSensibleTitle, oneLine, titleFromName, titleOf } from '#core/intake/steps/title.ts'
import { linesOf, textOf } from '#core/parsers/pdfText.ts'

const today = '2026-05-04'

describe('the day of a paper', () => {
  it.each([
    ['Trento, 31/12/2025', '2025-12-31'],
    ['Trento, 31-12-25', '2025-12-31'],
    ['Trento, 31.12.2025', '2025-12-31'],
    ['Trento, lì 3 dicembre 2025', '2025-12-03'],
    ['addì 1° gennaio 2026, presso la sede', '2026-01-01'],
    ['Data: 2026-02-28', '2026-02-28'],
    ['7 MAG. 2025', '2025-05-07'],
    ['Avviso 2 sett 2025', '2025-09-02'],
    ['2/3/26', '2026-03-02'],
    ['Verbale\n15 giugno 2026', '2026-06-15'],
  ])('%j → %s', (text, day) => expect(dateOf(text, today)).toBe(day))

  it.each([
    ['no date at all', 'Verbale di assemblea'],
    ['a day that is none', 'Trento, 31/02/2026'],
    ['a month that is none', 'Trento, 12/13/2026'],
    ['more than a year ahead', 'Trento, 5/5/2027'],
    ['a birth', 'Ada, nata a Trento il 3/4/1980'],
    ['a law', 'ai sensi della legge 8 novembre 1991 n. 381'],
    ['a decree', 'D.Lgs. 3 luglio 2017'],
    ['a term', 'da presentare entro il 30/06/2026'],
    ['a number of a series', 'prot. 12/03/2026/77'],
    ['a telephone', 'tel. 0461-12-34-56'],
    ['an amount', '1.234.567,00'],
    ['far below the top', `${'parola '.repeat(300)} 3/4/2026`],
  ])('%s gives none', (_, text) => expect(dateOf(text, today)).toBeNull())

  it('a date with its place goes before one that only comes first', () => {
    expect(dateOf('Vista la nota 3/2/2026 della sede.\nTrento, lì 9/2/2026', today)).toBe('2026-02-09')
  })
  it('a day just a year ahead still counts', () => expect(dateOf('Trento, 4/5/2027', today)).toBe('2027-05-04'))
  it('a law before it does not hide the date of the paper', () => {
    expect(dateOf('legge 8 novembre 1991, n. 381\nTrento, 2 marzo 2026', today)).toBe('2026-03-02')
  })
})

describe('the title of a paper', () => {
  const lines = [
    { text: 'Cooperativa Campo Esempio', size: 10 },
    { text: 'Verbale di assemblea', size: 22 },
    { text: 'il giorno 3 marzo', size: 10 },
    { text: 'si è riunita', size: 10 },
  ]
  const name = 'scan_0012.pdf'
  it('is the document’s own when somebody wrote one', () => {
    expect(titleOf({ metadata: 'Bilancio sociale 2025', lines, name })).toBe('Bilancio sociale 2025')
  })
  it.each([
    'Microsoft Word - lettera.doc',
    'untitled',
    'Documento1',
    'C:\\Users\\ada\\x.doc',
    'lettera.docx',
    '  ',
    '123',
    'Senza titolo',
  ])('is not %j, which a program wrote', (metadata) => {
    expect(isSensibleTitle(metadata.trim())).toBe(false)
    expect(titleOf({ metadata, lines, name })).toBe('Verbale di assemblea')
  })
  it('is the matter of a letter before its largest line', () => {
    const letter = [...lines, { text: 'Oggetto: richiesta di ferie', size: 10 }]
    expect(titleOf({ metadata: null, lines: letter, name })).toBe('richiesta di ferie')
  })
  it('takes the matter from the next line when it stands there', () => {
    const letter = [
      { text: 'OGGETTO:', size: 10 },
      { text: 'Convocazione del consiglio', size: 10 },
    ]
    expect(titleOf({ metadata: null, lines: letter, name })).toBe('Convocazione del consiglio')
  })
  it('goes on over two lines of the same size', () => {
    const two = [
      { text: 'Regolamento interno', size: 20 },
      { text: 'dei soci lavoratori', size: 20 },
      { text: 'testo', size: 9 },
    ]
    expect(titleOf({ metadata: null, lines: two, name })).toBe('Regolamento interno dei soci lavoratori')
  })
  it('is the name of the file when the page says nothing', () => {
    expect(titleOf({ metadata: null, lines: [], name: 'turni_di_maggio.pdf' })).toBe('turni di maggio')
  })
  it.each([
    ['turni_di_maggio.pdf', 'turni di maggio'],
    ['fattura 12.xml.p7m', 'fattura 12'],
    ['a/b/c.pdf', 'c'],
    ['.pdf', '.pdf'],
    ['v1.2 bozza', 'v1.2 bozza'],
    ['a\nb\u202Egpj.exe', 'a b gpj'],
    ['\u202E', 'senza nome'],
  ])('from the name %j: %j', (from, to) => expect(titleFromName(from)).toBe(to))
})

describe('one line', () => {
  it('holds no control, no turn of direction and no half letter', () => {
    const clean = oneLine('\u0000a\u0007\tb\r\nc\u202Ed\u2066e\u200Ff \uD800', 300)
    expect(clean).toBe('a b c d e f \uFFFD')
  })
  it('is cut with a sign, never inside a letter of two units', () => {
    const long = oneLine('😀'.repeat(200), 101)
    expect(long.length).toBeLessThanOrEqual(101)
    expect(long.endsWith('😀…')).toBe(true)
  })
})

describe('the language of a text', () => {
  it.each([
    [
      'it',
      'Il consiglio di amministrazione della cooperativa si è riunito per discutere della proposta che è stata presentata dai soci e non da altri',
    ],
    [
      'en',
      'The board of the cooperative has met to discuss the proposal that was made by the members and not by any of the others in the house',
    ],
    [
      'fr',
      'Le conseil de la coopérative est réuni pour discuter de la proposition qui est faite par les membres et ne pas par les autres dans une salle',
    ],
    [
      'de',
      'Der Vorstand der Genossenschaft ist mit den Mitgliedern in die Sitzung gegangen und hat nicht über das Haus und die anderen gesprochen',
    ],
    [
      'es',
      'El consejo de la cooperativa se reúne para hablar de la propuesta que es de los socios y no de los otros que son más con su voto',
    ],
  ])('%s', (language, text) => expect(languageOf(text)).toBe(language))
  it('of a few words, or of figures, is not told', () => {
    expect(languageOf('il di della')).toBeNull()
    expect(languageOf('12 34 56 78 '.repeat(50))).toBeNull()
    expect(languageOf('xyzzy qwerty plugh '.repeat(30))).toBeNull()
  })
})

describe('the text of a page', () => {
  const piece = (str: string, hasEOL = false, size = 10) => ({ str, hasEOL, transform: [size, 0, 0, size, 0, 0] })
  it('breaks where the page breaks, and nowhere else', () => {
    expect(textOf([piece('Il '), piece('socio', true), piece('chiede')])).toBe('Il socio\nchiede')
  })
  it.each([
    ['a word cut by a soft hyphen', ['coope\u00AD', 'rativa'], 'cooperativa'],
    ['a word cut by a hyphen', ['coope-', 'rativa'], 'cooperativa'],
    ['a compound keeps its hyphen', ['servizi socio-', 'sanitari'], 'servizi socio-sanitari'],
    ['a dash before a name stays', ['Trento-', 'Rovereto'], 'Trento-\nRovereto'],
    ['a soft hyphen inside a line goes', ['coope\u00ADrativa'], 'cooperativa'],
    ['empty lines go', ['a b', '', '  ', 'c'], 'a b\nc'],
  ])('%s', (_, lines, text) => expect(textOf(lines.map((line) => piece(line, true)))).toBe(text))
  it('writes ligatures as letters and leaves a ² alone', () => {
    expect(textOf([piece('uﬃcio di 30 m² ½')])).toBe('ufficio di 30 m² ½')
  })
  it('has no control characters and no half letters', () => {
    expect(textOf([piece('parole\u0000di\u0007casa\uD800')])).toBe('parole di casa\uFFFD')
  })
  it('is none when a font gives the numbers of its glyphs instead of letters', () => {
    expect(textOf([piece('\u0003\u0005\u0007 \u0010\u0011 a b', true), piece('\uE001\uE002\uE003')])).toBe('')
    expect(textOf([piece('\uF0B7 un punto di un elenco')])).toBe('\uF0B7 un punto di un elenco')
  })
  it('tells the size of each line by its largest letters', () => {
    expect(linesOf([piece('Verbale ', false, 20), piece('n. 3', true, 8), piece('testo', true)])).toEqual([
      { text: 'Verbale n. 3', size: 20 },
      { text: 'testo', size: 10 },
    ])
  })
})

describe('where a PDF goes', () => {
  it.each([
    [{ pages: 3, blank: 0, broken: 0 }, 'filed', null],
    [{ pages: 3, blank: 1, broken: 0 }, 'review', 'some-pages-need-ocr'],
    [{ pages: 3, blank: 3, broken: 0 }, 'review', 'needs-ocr'],
    [{ pages: 3, blank: 1, broken: 1 }, 'review', 'some-pages-unreadable'],
    [{ pages: 3, blank: 0, broken: 3 }, 'refused', 'damaged'],
    [{ pages: 0, blank: 0, broken: 0 }, 'refused', 'no-pages'],
    [{ pages: 2001, blank: 0, broken: 0 }, 'refused', 'too-many-pages'],
  ])('%j → %s %s', (counts, state, reason) => expect(stateOfPdf(counts, 2000)).toEqual({ state, reason }))
  it('a page number alone is no text', () => {
    expect(isBlank(' - 7 - ')).toBe(true)
    expect(isBlank('n. 7')).toBe(true)
    expect(isBlank('sì, 7')).toBe(false)
  })
})
