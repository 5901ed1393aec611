/** All migrations, oldest first. A released one is never edited. */
import { Foundation20261124100000 } from './20261124-foundation.ts'

export const migrations = [Foundation20261124100000]
