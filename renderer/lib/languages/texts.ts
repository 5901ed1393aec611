/** Every text of the page, as the compiler knows them: the keys' types come from the Italian files. */
import type { RefusalCode } from '#contract/errors.ts'
import type admin from '#resources/i18n/it/admin.json'
import type audit from '#resources/i18n/it/audit.json'
import type conflicts from '#resources/i18n/it/conflicts.json'
import type copies from '#resources/i18n/it/copies.json'
import type documents from '#resources/i18n/it/documents.json'
import type frame from '#resources/i18n/it/frame.json'
import type keeping from '#resources/i18n/it/keeping.json'
import type people from '#resources/i18n/it/people.json'
import type procedures from '#resources/i18n/it/procedures.json'
import type recovery from '#resources/i18n/it/recovery.json'
import type refusals from '#resources/i18n/it/refusals.json'
import type records from '#resources/i18n/it/records.json'
import type spaces from '#resources/i18n/it/spaces.json'
import type start from '#resources/i18n/it/start.json'
import type today from '#resources/i18n/it/today.json'
import type { first } from './first.ts'

/** A refusal without its sentence does not compile. */
type Complete<Sentences extends Record<RefusalCode, string>> = Sentences

export type Texts = typeof first & {
  admin: typeof admin
  audit: typeof audit
  conflicts: typeof conflicts
  copies: typeof copies
  documents: typeof documents
  frame: typeof frame
  keeping: typeof keeping
  people: typeof people
  procedures: typeof procedures
  recovery: typeof recovery
  refusals: Complete<typeof refusals>
  records: typeof records
  spaces: typeof spaces
  start: typeof start
  today: typeof today
}
