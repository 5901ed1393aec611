/** The codes by which the page knows a refusal; the built page holds the list alone (`workedOut.vite.ts`). */
import { refusals } from '#contract/errors.ts'

export const refusalCodes: ReadonlySet<string> = new Set(Object.keys(refusals))
