/** The sentences of the command line: Italian, or English where SMART_COOP_LANG says so. */
import { createInstance } from 'i18next'
import type { RefusalCode } from '#contract/errors.ts'
import { type Reason, reasons } from '#contract/documents.contract.ts'
import cliEn from '#resources/i18n/en/cli.json' with { type: 'json' }
import documentsEn from '#resources/i18n/en/documents.json' with { type: 'json' }
import refusalsEn from '#resources/i18n/en/refusals.json' with { type: 'json' }
import cliIt from '#resources/i18n/it/cli.json' with { type: 'json' }
import documentsIt from '#resources/i18n/it/documents.json' with { type: 'json' }
import refusalsIt from '#resources/i18n/it/refusals.json' with { type: 'json' }

const i18n = createInstance()
await i18n.init({
  lng: process.env['SMART_COOP_LANG'] === 'en' ? 'en' : 'it',
  fallbackLng: 'it',
  ns: ['cli', 'refusals', 'documents'],
  defaultNS: 'cli',
  resources: {
    it: { cli: cliIt, refusals: refusalsIt, documents: documentsIt },
    en: { cli: cliEn, refusals: refusalsEn, documents: documentsEn },
  },
  interpolation: { escapeValue: false },
})
// The page types the keys of its own instance; this one has others, and a test's types see both.
export const say = i18n.t as unknown as (key: string, facts?: Record<string, unknown>) => string

// A refusal without its sentence does not compile.
const refusalSentences: Record<RefusalCode, string> = refusalsIt

const isReason = (code: string): code is Reason => reasons.some((reason) => reason === code)

/** Why a paper is not simply filed: a reason of its own, or a refusal at the door. */
export function reasonText(code: string, name: string): string {
  if (isReason(code)) return say(`documents:reasons.${code}`)
  return Object.hasOwn(refusalSentences, code) ? say(`refusals:${code}`, { name, size: '100 MB' }) : code
}
