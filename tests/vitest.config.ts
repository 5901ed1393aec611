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
    // A page that leaves in the middle of an answer of parts makes Node's fetch throw in the host, where nobody can catch
    // it; the hosts count such rejections and live (main/core/lib/strayErrors.ts). Exactly this one is let pass here.
    onUnhandledError: (error) =>
      !(error.message === 'Invalid state: ReadableStream is already closed' && /deps\/undici/.test(error.stack ?? '')),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Tests measure nothing and share two cores: one file more at a time only makes them slower.
    maxWorkers: 2,
    env: { SMART_COOP_PASSWORD: '' },
  },
})
