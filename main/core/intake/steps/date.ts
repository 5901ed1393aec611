/** The day a paper bears, read near the top of its first page in the forms used in Italy. Pure. */

const months = ['gen', 'feb', 'mar', 'apr', 'mag', 'giu', 'lug', 'ago', 'set', 'ott', 'nov', 'dic']

/** Letters, from the beginning of the page, in which a date is believed to be the paper's own. */
const topLength = 1500
const oldestYear = 1950

const inFigures = /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d]|[./-]\d)/g
const inWords =
  /(?<![\d./])(\d{1,2})(?:°|º|o)?\s+(gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|gen|feb|mar|apr|mag|giu|lug|ago|sett?|ott|nov|dic)\.?\s+(\d{4})(?!\d)/gi
const isoForm = /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g

/** Dates that speak of something else than the paper: a birth, a law, a term. */
const foreign =
  /(?:nat[oaie]\b[^.\n]{0,60}|(?:legge|l\.|d\.\s?lgs\.?|d\.\s?p\.\s?r\.?|d\.\s?p\.\s?c\.\s?m\.?|d\.\s?m\.?|d\.\s?l\.?|decreto|regolamento|direttiva|delibera\w*|circolare)\b[^\n]{0,60}|(?:entro|scadenza|scade|fino|dal|al|iscri\w+|rilasciat\w+|valid\w+)\b[^\n\d]{0,25})$/i
/** Words that say: this is the paper's own date. */
const own = /(?:\bl[iì]'?|\bdata|\baddì|,)[\s:]*(?:l[iì]'?\s*)?$/i

interface Found {
  at: number
  day: string
  own: boolean
}

function dayOf(year: string, month: number, date: string): string | null {
  const two = Number(year)
  // Two figures: nobody files papers that are older than those of half a century.
  const full = year.length === 2 ? (two > 70 ? 1900 + two : 2000 + two) : two
  const moment = new Date(Date.UTC(full, month - 1, Number(date)))
  const isReal =
    moment.getUTCFullYear() === full && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === Number(date)
  return isReal && full >= oldestYear ? moment.toISOString().slice(0, 10) : null
}

function everyDate(text: string): Found[] {
  const found: Found[] = []
  const add = (match: RegExpMatchArray, day: string | null): void => {
    const at = match.index ?? 0
    const before = text.slice(Math.max(0, at - 80), at)
    if (day && !foreign.test(before)) found.push({ at, day, own: own.test(before) })
  }
  for (const match of text.matchAll(inFigures)) add(match, dayOf(match[4] ?? '', Number(match[3]), match[1] ?? ''))
  for (const match of text.matchAll(inWords)) {
    add(match, dayOf(match[3] ?? '', months.indexOf((match[2] ?? '').slice(0, 3).toLowerCase()) + 1, match[1] ?? ''))
  }
  for (const match of text.matchAll(isoForm)) add(match, dayOf(match[1] ?? '', Number(match[2]), match[3] ?? ''))
  return found.sort((a, b) => a.at - b.at)
}

/** `YYYY-MM-DD` or null; nothing later than a year after `today`, since that is a term, not a date of writing. */
export function dateOf(firstPage: string, today: string): string | null {
  const last = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`
  const found = everyDate(firstPage.slice(0, topLength)).filter(({ day }) => day <= last)
  return (found.find((date) => date.own) ?? found[0])?.day ?? null
}
