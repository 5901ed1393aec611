/** The program in the real Electron; everywhere else the double has to do. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { buildPage, buildShell } from '#main/cli/build.ts'
import { root } from '#main/cli/paths.ts'
import { electronRuntime } from '#main/electron/runtime.ts'

const runtime = electronRuntime()
const body = () =>
  it('opens its window on the first start, sandboxed', async () => {
    if (!('path' in runtime)) throw new Error('no Electron')
    await buildPage(() => {})
    await buildShell(() => {})
    const data = mkdtempSync(join(tmpdir(), 'smart-coop-electron-'))
    const program = await _electron.launch({ executablePath: runtime.path, args: [root, '--data', data] })
    try {
      const window = await program.firstWindow()
      expect(window.url()).toMatch(/^app:\/\/main\//)
      await window.getByRole('button').first().waitFor()
      expect(await window.evaluate(() => ['require', 'process'].filter((name) => name in globalThis))).toEqual([])
    } finally {
      await program.close()
      rmSync(data, { recursive: true })
    }
  }, 120_000)

if ('path' in runtime) describe('the program in the real Electron', body)
else describe.skip(`the program in the real Electron (skipped: its runtime is missing, ${runtime.missing})`, body)
