/** For tests of what is done by itself. Apart from `copyRoom.ts`, which processes outside the test runner use too. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { office } from '../../support/office.ts'
import type { CopyRoom } from './copyRoom.ts'

/** An office without papers, whose plan of copies is looked at only when the test lets time pass. */
export async function plannedRoom(): Promise<CopyRoom & { root: string }> {
  // Only the timer by which the plan is looked at; everything else goes its own way.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const root = mkdtempSync(join(tmpdir(), 'smart-coop-plan-'))
  const [data, stick] = [join(root, 'data'), join(root, 'stick')]
  mkdirSync(stick)
  const house = await office({ folder: data, parsers: 0 })
  return {
    ...{ root, house, stick, data, ada: await house.as() },
    async close() {
      await house.close()
      vi.useRealTimers()
      rmSync(root, { recursive: true, force: true })
    },
  }
}
