/** What a colleague would get: packed by the real packager around a stand-in for Electron's own program. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll, listPackage, statFile } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPage, buildShell } from '#main/cli/build.ts'
import { dist, NoElectron } from '#main/electron/dist.ts'
import { launchDouble } from '../support/electronDouble/launch.ts'
import { installedVerb } from '../support/electronDouble/verb.ts'
import { writePdf } from '../support/pdf.ts'
import { founder } from '../support/serve.ts'

/** The sentinel by which fuses are found in Electron's program: its text, version 1, nine fuses, all on. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('111111111'),
])

/** As much of an unpacked Electron as the packager looks at. */
function standIn(folder: string): string {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), fuseWire, Buffer.alloc(64)]),
  )
  chmodSync(join(folder, 'electron'), 0o755)
  writeFileSync(join(folder, 'chrome-sandbox'), '')
  writeFileSync(join(folder, 'version'), '45.4.1')
  for (const name of ['it.pak', 'en-US.pak', 'de.pak']) writeFileSync(join(folder, 'locales', name), '')
  return folder
}

describe('the package', () => {
  let folder: string
  let resources: string
  let packed: string[]
  const unpackedFiles = () => readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, encoding: 'utf8' })

  beforeAll(async () => {
    await buildPage(() => {})
    await buildShell(() => {})
    folder = mkdtempSync(join(tmpdir(), 'smart-coop-dist-'))
    await dist({ electronFolder: standIn(join(folder, 'electron')), make: 'folder', output: join(folder, 'out') })
    resources = join(folder, 'out/linux-unpacked/resources')
    packed = listPackage(join(resources, 'app.asar'), { isPack: false })
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('holds the built program, its page, its preload and its words', () => {
    for (const file of [
      '/package.json',
      '/LICENSE',
      '/out/main/start.js',
      '/out/main/core.js',
      '/out/main/parserPdf.js',
      '/out/main/copyWorker.js',
      '/out/preload/bridge.cjs',
      '/out/renderer/index.html',
      '/resources/icons/icon.png',
      '/resources/icons/tray.png',
      '/node_modules/typeorm/package.json',
      '/node_modules/pdfjs-dist/legacy/build/pdf.mjs',
      '/node_modules/electron-store/package.json',
    ]) {
      expect(packed, file).toContain(file)
    }
  })

  it('holds no source, no test, no Node of its own and no tool', () => {
    const own = packed.filter((file) => !file.startsWith('/node_modules/'))
    expect([...new Set(own.map((file) => file.split('/')[1]))].sort()).toEqual([
      'LICENSE',
      'node_modules',
      'out',
      'package.json',
      'resources',
    ])
    expect(
      [...new Set(own.filter((file) => file.startsWith('/out/')).map((file) => file.split('/')[2]))].sort(),
    ).toEqual(['main', 'preload', 'renderer'])
    expect(packed.filter((file) => /\.(ts|tsx|mts|map)$/.test(file))).toEqual([])
    const packages = new Set(packed.map((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? ''))
    for (const name of packages)
      expect(name).not.toMatch(
        /^node-(linux|win|darwin)|^electron$|^vite|^vitest|^typescript$|^playwright|^@sparticuz|^@electron\/|^oxlint|^react|^@mui/,
      )
  })

  it('keeps natives outside the archive', () => {
    const natives = packed.filter((file) => file.endsWith('.node'))
    expect(natives.length).toBeGreaterThan(2)
    for (const file of natives) {
      expect(statFile(join(resources, 'app.asar'), file.slice(1)), file).toMatchObject({ unpacked: true })
      expect(existsSync(join(resources, 'app.asar.unpacked', file)), file).toBe(true)
    }
    for (const name of ['better-sqlite3', 'sodium-native', '@napi-rs']) {
      expect(
        unpackedFiles().some((file) => file.startsWith(`node_modules/${name}`) && file.endsWith('.node')),
        name,
      ).toBe(true)
    }
  })

  it('has the fuses of the house', async () => {
    const fuses = await getCurrentFuseWire(join(folder, 'out/linux-unpacked/smart-coop'))
    const { ENABLE, DISABLE } = FuseState
    expect(fuses).toMatchObject({
      [FuseV1Options.RunAsNode]: DISABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: DISABLE,
      [FuseV1Options.EnableCookieEncryption]: ENABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: DISABLE,
    })
  })

  it('is enough to run: it opens a database, reads a paper and answers a verb with nothing but what was packed', async () => {
    const alone = join(folder, 'alone')
    extractAll(join(resources, 'app.asar'), alone)
    const paper = join(folder, 'verbale.pdf')
    await writePdf(paper, 'Verbale della mensa zafferano')
    const entry = join(alone, 'out/main/start.js')
    const data = join(folder, 'data')
    const program = await launchDouble({ entry, folder: data })
    expect((await program.probe<{ status: number }>('request', 'app://main/')).status).toBe(200)
    expect(await program.ask('door/found', founder)).toHaveProperty('recovery')
    expect(await program.ask('door/signIn', { login: founder.login, password: founder.password })).toMatchObject({
      stage: 'in',
    })
    const events = await program.ask<unknown[]>('documents/takeIn', { paths: [paper], until: 'read' })
    expect(events).toContainEqual({
      kind: 'outcome',
      outcome: expect.objectContaining({ outcome: 'filed', kind: 'pdf', pages: 1 }),
    })
    expect(await program.ask('documents/find', { query: 'zafferano' })).toMatchObject({ total: 1 })
    await program.close()
    const { password } = founder
    const found = await installedVerb(['search', '--data', data, '--json', 'zafferano'], { entry, password })
    expect(found).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(found.out)).toMatchObject({ total: 1, hits: [{ kind: 'pdf' }] })
  }, 120_000)

  it('names the entry that was built, and no script', () => {
    const { main, scripts, devDependencies } = JSON.parse(
      readFileSync(join(resources, 'app.asar'))
        .toString('latin1')
        .match(/\{\s*"name": "smart-coop"[\s\S]*?\n\}/)?.[0] ?? '{}',
    ) as Record<string, unknown>
    expect(main).toBe('./out/main/start.js')
    expect(scripts).toBeUndefined()
    expect(devDependencies).toBeUndefined()
  })
})

it('stops before anything is packed when Electron cannot be had, and remembers nothing of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smart-coop-nodist-'))
  writeFileSync(join(folder, 'package.json'), '{"version":"45.4.1"}')
  writeFileSync(join(folder, 'install.js'), 'process.exit(1)')
  const places = { packageFolder: folder, memoryFolder: join(folder, 'memory') }
  await expect(dist({ places, output: join(folder, 'out') })).rejects.toThrow(
    new NoElectron(`${process.platform}-${process.arch}`),
  )
  expect(readdirSync(folder).sort()).toEqual(['install.js', 'package.json'])
  rmSync(folder, { recursive: true })
})
