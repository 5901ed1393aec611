/** The sentences of the command line: Italian, or English where SMART_COOP_LANG says so. */
import i18next, { type TFunction } from 'i18next'
import cliEn from '#resources/i18n/en/cli.json' with { type: 'json' }
import refusalsEn from '#resources/i18n/en/refusals.json' with { type: 'json' }
import cliIt from '#resources/i18n/it/cli.json' with { type: 'json' }
import refusalsIt from '#resources/i18n/it/refusals.json' with { type: 'json' }

const language = process.env.SMART_COOP_LANG === 'en' ? 'en' : 'it'

const i18n = i18next.createInstance()
await i18n.init({
  lng: language,
  fallbackLng: 'it',
  ns: ['cli', 'refusals'],
  defaultNS: 'cli',
  resources: { it: { cli: cliIt, refusals: refusalsIt }, en: { cli: cliEn, refusals: refusalsEn } },
  interpolation: { escapeValue: false },
  showSupportNotice: false,
})
export const say: TFunction = i18n.t
