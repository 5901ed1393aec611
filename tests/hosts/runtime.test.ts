import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { electronRuntime, fetchRuntime, type RuntimePlaces } from '#main/electron/runtime.ts'

describe("Electron's own program", () => {
  let places: RuntimePlaces & { packageFolder: string }
  const progress: { seconds: number; bytes: number }[] = []
  const fetch = (timeoutMs = 20_000) =>
    fetchRuntime({ timeoutMs, onProgress: (one) => void progress.push(one) }, places)
  /** An installer that does what the npm package's does, as far as this program can see. */
  const installer = (script: string) => writeFileSync(join(places.packageFolder, 'install.js'), script)
  const goodInstaller = `
    const fs = require('node:fs'), path = require('node:path')
    fs.mkdirSync(path.join(__dirname, 'dist'))
    fs.writeFileSync(path.join(__dirname, 'dist/electron'), '')
    fs.writeFileSync(path.join(__dirname, 'path.txt'), 'electron')`

  beforeEach(() => {
    const folder = mkdtempSync(join(tmpdir(), 'smart-coop-runtime-'))
    places = { packageFolder: join(folder, 'electron'), memoryFolder: join(folder, 'memory') }
    mkdirSync(places.packageFolder)
    writeFileSync(join(places.packageFolder, 'package.json'), '{"version":"45.4.1"}')
    progress.length = 0
  })
  afterEach(() => rmSync(join(places.packageFolder, '..'), { recursive: true }))

  it('is missing for good where its npm package is not installed', () => {
    expect(electronRuntime({ ...places, packageFolder: null })).toEqual({ missing: 'not-installed' })
  })

  it('is looked for without being fetched', () => {
    installer(goodInstaller)
    expect(electronRuntime(places)).toEqual({ missing: 'not-fetched' })
    expect(readdirSync(places.packageFolder).sort()).toEqual(['install.js', 'package.json'])
  })

  it('is fetched once and then found', async () => {
    installer(goodInstaller)
    const path = join(places.packageFolder, 'dist/electron')
    expect(await fetch()).toEqual({ path })
    expect(electronRuntime(places)).toEqual({ path })
  })

  it('is not tried again after a failure, until there is another version', async () => {
    installer(
      `require('node:fs').appendFileSync(${JSON.stringify(join(places.packageFolder, 'tries'))}, 'x'); process.exit(1)`,
    )
    expect(await fetch()).toEqual({ missing: 'fetch-failed' })
    expect(await fetch()).toEqual({ missing: 'fetch-failed' })
    expect(readFileSync(join(places.packageFolder, 'tries'), 'utf8')).toBe('x')
    writeFileSync(join(places.packageFolder, 'package.json'), '{"version":"46.0.0"}')
    expect(electronRuntime(places)).toEqual({ missing: 'not-fetched' })
  })

  it('is given up when it takes too long, with progress meanwhile and nothing left behind', async () => {
    installer(
      `require('node:fs').writeFileSync(require('node:os').tmpdir() + '/half.zip', Buffer.alloc(5000)); setInterval(() => {}, 1000)`,
    )
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('smart-coop-electron-')).length
    const began = Date.now()
    expect(await fetch(2500)).toEqual({ missing: 'fetch-failed' })
    expect(Date.now() - began).toBeLessThan(10_000)
    expect(progress.some((one) => one.bytes === 5000)).toBe(true)
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('smart-coop-electron-')).length).toBe(before)
  })

  it('takes a memory that it cannot read for none', async () => {
    installer(goodInstaller)
    mkdirSync(places.memoryFolder)
    writeFileSync(join(places.memoryFolder, 'electron.json'), '{"version":')
    expect(electronRuntime(places)).toEqual({ missing: 'not-fetched' })
    chmodSync(places.memoryFolder, 0o700)
  })
})
