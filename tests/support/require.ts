/**
 * What a test needs of the machine. Where it lacks, the test is skipped and says why; where REQUIRE names it
 * (`REQUIRE=chromium,corpus`), lacking is a failure, so that a complete machine cannot skip in silence.
 */
import type { TestContext } from 'vitest'

export const isRequired = (name: string, required = process.env.REQUIRE ?? ''): boolean =>
  required.split(/[\s,]+/).includes(name)

/** Gives the note of a skipped test. @throws when the thing is required here */
export function lacking(name: string, reason: string, required?: string): string {
  if (isRequired(name, required)) throw new Error(`REQUIRE names ${name}, and it is lacking: ${reason}`)
  return `${name}: ${reason}`
}

/** For `beforeEach`: skips each test of the block when there is a reason why the thing is missing. */
export function skipUnless(name: string, missing: string | null): (context: TestContext) => void {
  return (context) => {
    if (missing !== null) context.skip(lacking(name, missing))
  }
}
