import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { CountingReporter } from './support/reporter.ts'

/** Set by `run.ts`, which prints the last line. */
const countFile = process.env.SMART_COOP_COUNT

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    reporters: countFile ? ['default', new CountingReporter(countFile)] : ['default'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Tests measure nothing and share two cores: one file more at a time only makes them slower.
    maxWorkers: 2,
    env: { SMART_COOP_PASSWORD: '' },
  },
})
