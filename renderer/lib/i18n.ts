/** The languages of the page. `useTranslation('documents')` gives a `t` whose keys are checked by the compiler. */
import i18next, { type BackendModule, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Look } from '#contract/door.contract.ts'
import { first } from './languages/first.ts'
import type { Texts } from './languages/texts.ts'

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

/** Brings the texts of a noun when somebody asks for them; a room waits for them as it does for its own code. */
const laterTexts: BackendModule = {
  type: 'backend',
  init: () => {},
  read: async (language, noun) => {
    const load = Object.entries(files).find(([path]) => path.endsWith(`/${language}/${noun}.json`))?.[1]
    if (!load) throw new Error(`no texts ${language}/${noun}`)
    return load()
  },
}

export async function startLanguages(): Promise<void> {
  await i18next
    .use(laterTexts)
    .use(initReactI18next)
    .init({
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

/** Has the texts of a room on their way while its code is still coming. */
export const bringTexts = (noun: keyof Texts): Promise<void> => i18next.loadNamespaces(noun)

export async function speak(language: Look['language']): Promise<void> {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
