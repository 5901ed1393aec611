/** The languages of the page. `useTranslation('documents')` gives a `t` whose keys are checked by the compiler. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Look } from '#contract/door.contract.ts'
import { it } from './languages/it.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'frame'
    resources: typeof it
  }
}

export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'it',
    fallbackLng: 'it',
    ns: Object.keys(it),
    defaultNS: 'frame',
    resources: { it },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
}

export async function speak(language: Look['language']): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'frame')) {
    const { en } = await import('./languages/en.ts')
    for (const [noun, texts] of Object.entries(en)) i18next.addResourceBundle('en', noun, texts)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
