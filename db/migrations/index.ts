/** All migrations, oldest first. A released one is never edited. */
import { Foundation20261124100000 } from './20261124-foundation.ts'
import { People20261124110000 } from './20261124-people.ts'
import { History20261124130000 } from './20261124-history.ts'
import { Merge20261124140000 } from './20261124-merge.ts'
import { Keeping20261124150000 } from './20261124-keeping.ts'
import { Spaces20261124160000 } from './20261124-spaces.ts'
import { Titles20261124170000 } from './20261124-titles.ts'

export const migrations = [
  Foundation20261124100000,
  People20261124110000,
  History20261124130000,
  Merge20261124140000,
  Keeping20261124150000,
  Spaces20261124160000,
  Titles20261124170000,
]
