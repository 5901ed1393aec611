/**
 * The languages of the page. `useTranslation('documents')` gives a `t` whose keys are checked by the compiler.
 * The form of the texts and the types of their keys are i18next's, which the command line uses; its code is not in
 * the page, for it would be a tenth of what the first screen may weigh. Promises:
 * 1. a language is spoken when the texts that are on the screen are there in it, not before;
 * 2. whoever asks for texts that are still coming waits for them, as for the code of a room;
 * 3. of two languages asked for in a row the later one is spoken, whichever comes first.
 */
import type { Namespace, TFunction } from 'i18next'
import { use, useSyncExternalStore } from 'react'
import type { Look } from '#contract/door.contract.ts'
import { first } from './languages/first.ts'
import type { Texts as Keys } from './languages/texts.ts'
import { type Facts, sentenceFrom, type Texts } from './sentence.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame'
    resources: Keys
  }
}

type Language = Look['language']
type Noun = keyof Keys

const loaded = new Map<string, Texts>(Object.entries(first).map(([noun, texts]) => [`it/${noun}`, texts]))
const coming = new Map<string, Promise<void>>()
/** What has been asked for so far, and is asked for again in another language. */
const nouns = new Set<string>(Object.keys(first))
const listeners = new Set<() => void>()
let language: Language = 'it'
let wanted: Language = 'it'

async function load(place: string): Promise<void> {
  const { files } = await import('./languages/files.ts')
  const file = Object.entries(files).find(([path]) => path.endsWith(`/${place}.json`))?.[1]
  if (!file) throw new Error(`no texts ${place}`)
  loaded.set(place, await file())
}

/** The same promise for all who wait; after a failure the next one who asks tries again. */
function bring(place: string): Promise<void> {
  const known = coming.get(place)
  if (known) return known
  const promise = loaded.has(place) ? Object.assign(Promise.resolve(), { status: 'fulfilled' }) : load(place)
  coming.set(place, promise)
  // The mark by which React's `use` knows, without waiting, that a promise is kept.
  promise.then(
    () => Object.assign(promise, { status: 'fulfilled' }),
    () => coming.delete(place),
  )
  return promise
}

/** Has the texts of a room on their way while its code is still coming. */
export function bringTexts(noun: Noun): Promise<void> {
  nouns.add(noun)
  return bring(`${language}/${noun}`)
}

/** Goes on in the language that it has where the texts of the other cannot be had. */
export async function speak(next: Language): Promise<void> {
  wanted = next
  const texts = await Promise.allSettled([...nouns].map((noun) => bring(`${next}/${noun}`)))
  if (wanted !== next || texts.some(({ status }) => status === 'rejected')) return
  language = next
  document.documentElement.lang = next
  for (const listener of listeners) listener()
}

export const spokenLanguage = (): Language => language

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** `noun` may be left out of a key of its own: `open` and `documents:open` are the same. */
function sentence(key: string, facts: Facts, noun: string, spoken: Language): string {
  const [other, path] = key.includes(':')
    ? [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
    : [noun, key]
  return sentenceFrom(loaded.get(`${spoken}/${other}`) ?? {}, path, facts, spoken)
}

const spoken = new Map<string, unknown>()

/** One `t` for each noun and language, so that it may stand among what an effect depends on. */
function tOf<N extends Namespace>(noun: string, inLanguage: Language): TFunction<N> {
  const place = `${inLanguage}/${noun}`
  if (!spoken.has(place)) spoken.set(place, (key: string, facts: Facts = {}) => sentence(key, facts, noun, inLanguage))
  // i18next's types say which keys there are and what each asks for; no other kind of value is ever put in.
  return spoken.get(place) as TFunction<N>
}

/** The texts of one noun, or of several: then those of the others are asked for as `ui:close`. */
export function useTranslation<const N extends Noun | readonly [Noun, ...Noun[]]>(names: N): { t: TFunction<N> } {
  const inLanguage = useSyncExternalStore(subscribe, spokenLanguage)
  const [noun, ...others] = typeof names === 'string' ? [names] : names
  for (const name of [noun, ...others]) {
    nouns.add(name)
    // Always: a part that waited is drawn again, and where `use` is then left out React loses count of its hooks (467).
    use(bring(`${inLanguage}/${name}`))
  }
  return { t: tOf<N>(noun, inLanguage) }
}

type ErrorKey = `refusals:${keyof Keys['refusals']}` | `ui:errors.${keyof Keys['ui']['errors']}`

/** Outside of a page's parts: the sentence for an error. Where those of the refusals could not be had, a general one. */
export function errorText(key: ErrorKey, facts: Facts = {}): string {
  const isThere = key.startsWith('ui:') || loaded.has(`${language}/refusals`)
  return sentence(isThere ? key : 'ui:errors.unknown', facts, 'ui', language)
}
