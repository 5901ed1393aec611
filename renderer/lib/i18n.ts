/** The languages of the page. `useTranslation('documents')` gives a `t` whose keys are checked by the compiler. */
import i18next, { type BackendModule, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Look } from '#contract/door.contract.ts'
import type { Texts } from './languages/texts.ts'
import { first } from './languages/first.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame'
    resources: Texts
  }
}

const files = import.meta.glob<ResourceKey>(
  [
    '../../resources/i18n/en/{admin,documents,door,frame,refusals,today,ui}.json',
    '../../resources/i18n/it/{admin,documents,today}.json',
  ],
  { import: 'default' },
)

/** Brings the texts of a noun when a room asks for them; the room waits for them as it does for its own code. */
const rooms: BackendModule = {
  type: 'backend',
  init: () => {},
  read: async (language, noun) => {
    const load = Object.entries(files).find(([path]) => path.endsWith(`/${language}/${noun}.json`))?.[1]
    if (!load) throw new Error(`no texts ${language}/${noun}`)
    return load()
  },
}

export async function startLanguages(): Promise<void> {
  await i18next.use(rooms).use(initReactI18next).init({
    lng: 'it',
    // Both languages have the same keys (tests/i18n.test.ts): nobody needs to load the other one.
    fallbackLng: false,
    ns: Object.keys(first),
    defaultNS: 'frame',
    resources: { it: first },
    partialBundledLanguages: true,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  })
}

export async function speak(language: Look['language']): Promise<void> {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
