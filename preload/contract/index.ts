/** The map of the whole product: everything that may be asked of the core. */
import { admin } from './admin.contract.ts'
import { audit } from './audit.contract.ts'
import { copies } from './copies.contract.ts'
import { documents, files } from './documents.contract.ts'
import { door } from './door.contract.ts'
import { keeping } from './keeping.contract.ts'
import { news } from './news.contract.ts'
import { people } from './people.contract.ts'
import { records } from './records.contract.ts'
import { today } from './today.contract.ts'

export const contract = { door, news, today, documents, files, keeping, admin, copies, people, audit, records }
export type Contract = typeof contract
