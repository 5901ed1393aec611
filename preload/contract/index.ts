/** The map of the whole product: everything that may be asked of the core. */
import { admin } from './admin.contract.ts'
import { documents, files } from './documents.contract.ts'
import { door } from './door.contract.ts'
import { news } from './news.contract.ts'
import { today } from './today.contract.ts'

export const contract = { door, news, today, documents, files, admin }
export type Contract = typeof contract
