/** Parts of the window's process that need no window. */
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '#core/lib/log.ts'
import { readArguments } from '#main/electron/arguments.ts'
import { autostart } from '#main/electron/autostart.ts'
import { createCoreHost } from '#main/electron/coreHost.ts'
import { createKeyStore, hasKeyStore } from '#main/electron/keyStore.ts'
import type { ToMain } from '#main/electron/messages.ts'
import { fromRoot } from '#main/cli/paths.ts'
import { answers } from '../support/electronDouble/electron.ts'

vi.mock('electron', async () => {
  const all = await import('../support/electronDouble/electron.ts')
  return { ...all, default: all }
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smart-coop-shell-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
})

describe("the system's key store (row 13)", () => {
  it.each(['basic_text', 'unknown'])('is refused on Linux when it answers %s', async (backend) => {
    answers.backend = backend
    expect(await hasKeyStore('linux')).toBe(false)
  })

  it('is taken where there is a real one', async () => {
    answers.backend = 'gnome_libsecret'
    expect(await hasKeyStore('linux')).toBe(true)
  })

  it('gives back what it kept, and keeps nothing in the clear', async () => {
    const store = createKeyStore(folder)
    const secret = Buffer.from('0123456789abcdef0123456789abcdef')
    await store.keep('device-key', secret)
    const file = join(folder, 'key-store/device-key')
    expect(readFileSync(file).includes(secret.toString('base64'))).toBe(false)
    expect(readFileSync(file).includes(secret)).toBe(false)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await store.fetch('device-key')).toEqual(secret)
    await store.forget('device-key')
    expect(await store.fetch('device-key')).toBeNull()
    await store.forget('device-key')
  })

  it('does not take a path for a name', async () => {
    for (const name of ['../x', 'a/b', '', 'A', 'a.b']) {
      await expect(createKeyStore(folder).keep(name, Buffer.alloc(32))).rejects.toThrow('not a name')
    }
    expect(readdirSync(folder).filter((name) => name !== 'key-store')).toEqual([])
  })

  it('is used by its asynchronous functions alone, in all of the program', () => {
    const sources = globSync('main/**/*.ts', { cwd: fromRoot('.') }).map((file) => readFileSync(fromRoot(file), 'utf8'))
    const used = sources.flatMap((text) => [...text.matchAll(/safeStorage\.(\w+)/g)].map(([, name]) => name))
    expect([...new Set(used)].sort()).toEqual([
      'decryptStringAsync',
      'encryptStringAsync',
      'getSelectedStorageBackend',
      'isAsyncEncryptionAvailable',
    ])
  })
})

describe('what the program opens outside (row 8)', () => {
  it('never is a file of this machine', () => {
    const sources = globSync('{main,preload,renderer}/**/*.{ts,tsx}', { cwd: fromRoot('.') })
    expect(
      sources.filter((file) => /\bopenPath\b|showItemInFolder/.test(readFileSync(fromRoot(file), 'utf8'))),
    ).toEqual([])
  })
})

describe('starting with the machine', () => {
  it('is a desktop entry on Linux, made and taken away', () => {
    vi.stubEnv('XDG_CONFIG_HOME', folder)
    vi.stubEnv('APPIMAGE', '/opt/con spazi/$Smart "Coop".AppImage')
    const start = autostart('linux')
    expect(start.get()).toBe(false)
    start.set(true)
    expect(start.get()).toBe(true)
    expect(readFileSync(join(folder, 'autostart/smart-coop.desktop'), 'utf8')).toContain(
      'Exec="/opt/con spazi/\\$Smart \\"Coop\\".AppImage" --hidden\n',
    )
    start.set(false)
    expect(existsSync(join(folder, 'autostart/smart-coop.desktop'))).toBe(false)
  })

  it('is asked of Electron elsewhere', () => {
    const start = autostart('win32')
    start.set(true)
    expect(start.get()).toBe(true)
  })
})

describe('the arguments of the program', () => {
  it('are a data folder and papers, whatever else Chromium wants to know', () => {
    expect(readArguments(['--no-sandbox', '--data', 'dati', 'a.pdf', '--lang=it', '/x/b c.pdf'], '/home/ada')).toEqual({
      dataFolder: '/home/ada/dati',
      papers: ['/home/ada/a.pdf', '/x/b c.pdf'],
      hidden: false,
    })
    expect(readArguments(['--hidden', '--data='], '/').hidden).toBe(true)
  })
})

describe('the log (row 14)', () => {
  it('blots a codice fiscale and an address, wherever they come from', () => {
    const lines: string[] = []
    createLog((line) => lines.push(line))('x', {
      text: 'paper of RSSMRA80A01H501U, mail ada@cooperativa.example, rssmra80a01h501u',
    })
    expect(lines.join()).not.toMatch(/RSSMRA|ada@/i)
    expect(lines.join()).toContain('[cf]')
  })
})

describe("the core's host inside Electron", () => {
  const make = () => {
    const told: ToMain[] = []
    return {
      told,
      host: createCoreHost((message) => told.push(message), {
        keyStore: true,
        settings: { closeToTray: true, startWithMachine: false },
      }),
    }
  }

  it('asks the window for secrets and settings, and hears what it says', async () => {
    const { told, host } = make()
    const kept = host.secrets?.fetch('device-key')
    const [asked] = told
    if (asked?.kind !== 'ask') throw new Error('nothing was asked')
    host.answered(asked.id, Uint8Array.of(1, 2))
    expect(await kept).toEqual(Uint8Array.of(1, 2))
    expect(host.settings.startWithMachine).toBeNull()
    const failing = host.settings.closeToTray?.set(true)
    const last = told.at(-1)
    if (last?.kind !== 'ask') throw new Error('nothing was asked')
    host.failed(last.id, 'setting-set failed')
    await expect(failing).rejects.toThrow('setting-set failed')
  })

  it('ends a parser that never got its port, once', () => {
    const { told, host } = make()
    const parser = host.startParser('pdf', 512)
    const exits: (number | null)[] = []
    parser.onExit((code) => exits.push(code))
    parser.post({ kind: 'early' })
    const [asked] = told
    if (asked?.kind !== 'parser') throw new Error('no parser was asked for')
    expect(asked).toMatchObject({ name: 'pdf', memoryMb: 512 })
    host.parserGone(asked.id, 137)
    host.parserGone(asked.id, 137)
    expect(exits).toEqual([137])
    parser.kill()
    expect(told.at(-1)).toEqual({ kind: 'parser-kill', id: asked.id })
  })
})
