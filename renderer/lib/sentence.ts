/**
 * A text with its gaps filled, as i18next writes texts: `{{name}}` is a gap, and a key with `_one` and `_other`
 * stands for as many as `count` says.
 */

/** What stands in one file of texts. */
export interface Texts {
  readonly [key: string]: string | Texts
}

export type Facts = Readonly<Record<string, unknown>>

/** The text under `viewer.linkText`, or undefined where there is none. */
function textAt(texts: Texts, path: string): string | undefined {
  let place: string | Texts | undefined = texts
  for (const key of path.split('.')) {
    place = typeof place === 'object' && Object.hasOwn(place, key) ? place[key] : undefined
  }
  return typeof place === 'string' ? place : undefined
}

const fill = (text: string, facts: Facts): string =>
  text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_gap, name: string) => String(facts[name] ?? ''))

/** One or many? Italian has a third form for whole millions, which no text of ours spells out: they are many. */
const formOf = (count: number, language: string): 'one' | 'other' =>
  new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other'

/** The finished sentence. A key that nobody wrote stands for itself, so that it is seen and no page breaks. */
export function sentenceFrom(texts: Texts, path: string, facts: Facts, language: string): string {
  const { count } = facts
  const counted = typeof count === 'number' ? textAt(texts, `${path}_${formOf(count, language)}`) : undefined
  const text = counted ?? textAt(texts, path)
  return text === undefined ? path : fill(text, facts)
}
