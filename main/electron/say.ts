/** The sentences of the window's shell: Italian, or English where SMART_COOP_LANG says so. */
import i18next from 'i18next'
import refusalsEn from '#resources/i18n/en/refusals.json' with { type: 'json' }
import shellEn from '#resources/i18n/en/shell.json' with { type: 'json' }
import refusalsIt from '#resources/i18n/it/refusals.json' with { type: 'json' }
import shellIt from '#resources/i18n/it/shell.json' with { type: 'json' }

const i18n = i18next.createInstance()
await i18n.init({
  lng: process.env.SMART_COOP_LANG === 'en' ? 'en' : 'it',
  fallbackLng: 'it',
  ns: ['shell', 'refusals'],
  defaultNS: 'shell',
  resources: { it: { shell: shellIt, refusals: refusalsIt }, en: { shell: shellEn, refusals: refusalsEn } },
  interpolation: { escapeValue: false },
})
// The page types the keys of its own instance; this one has others, and a test's types see both.
export const say = i18n.t as unknown as (key: string, facts?: Record<string, unknown>) => string
