/** Counts what ran, and names what did not and why, for the last lines of `npm test`. */
import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

export interface Count {
  passed: number
  failed: number
  skipped: { name: string; why: string }[]
}

/** Writes its count as JSON to a file. */
export class CountingReporter implements Reporter {
  readonly #file: string
  constructor(file: string) {
    this.#file = file
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const count: Count = { passed: 0, failed: errors.length, skipped: [] }
    for (const module of modules) {
      let failedHere = 0
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') count.passed += 1
        else if (result.state === 'failed') failedHere += 1
        else count.skipped.push({ name: test.fullName, why: ('note' in result && result.note) || 'no reason given' })
      }
      // A file that does not load, or whose preparation fails, has no failed test of its own.
      count.failed += failedHere || (module.state() === 'failed' ? 1 : 0)
    }
    if (reason === 'interrupted') count.failed += 1
    writeFileSync(this.#file, JSON.stringify(count))
  }
}
