/** Every table of the product, one line per module. */
import { arrivalEntity, intakeJobEntity, paperEntity, paperPageEntity } from './modules/documents/documents.entity.ts'
import { statementEntity } from './modules/admin/statements.entity.ts'
import { preferenceEntity } from './modules/preferences/preferences.entity.ts'

export const entities = [paperEntity, arrivalEntity, paperPageEntity, intakeJobEntity, statementEntity, preferenceEntity]
