/** Every text of the page, as the compiler knows them: the keys' types come from the Italian files. */
import type admin from '#resources/i18n/it/admin.json'
import type documents from '#resources/i18n/it/documents.json'
import type today from '#resources/i18n/it/today.json'
import type { first } from './first.ts'

export type Texts = typeof first & { admin: typeof admin; documents: typeof documents; today: typeof today }
