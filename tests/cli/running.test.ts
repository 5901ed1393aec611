import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { demoPapers } from '#core/demo/demo.ts'
import { lockFolder } from '#core/lib/dataFolder.ts'
import { buildPage } from '#main/cli/build.ts'
import { reachOrOpen } from '#main/cli/connect.ts'
import { reachCore } from '#main/cli/socketClient.ts'
import { isMine, socketPath } from '#main/loopback/socket.ts'
import { firstLine, founded, launch, newFolder, smartCoop } from './command.ts'

let folder: string
beforeAll(async () => {
  await buildPage(() => {})
  folder = await founded()
}, 240_000)

let running: ChildProcess[] = []
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running = []
})

async function serve(data: string): Promise<{ child: ChildProcess; url: string }> {
  const child = launch(['serve', '--data', data, '--no-open', '--json'])
  running.push(child)
  return { child, url: z.strictObject({ url: z.url() }).parse(JSON.parse(await firstLine(child))).url }
}

describe('serve', () => {
  it('says the address once the page can be opened', async () => {
    const { url } = await serve(folder)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)
    const page = await fetch(url)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<div id="root"')
  })

  it('started twice, says the address of the first and ends well', async () => {
    const { url } = await serve(folder)
    const second = await smartCoop(['serve', '--data', folder, '--no-open', '--json'])
    expect(second.code).toBe(0)
    expect(JSON.parse(second.out)).toEqual({ url })
  })

  it('closes cleanly when it is told to end, and leaves no socket', async () => {
    const { child } = await serve(folder)
    expect(statSync(socketPath(folder)).mode & 0o777).toBe(0o600)
    child.kill('SIGTERM')
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(0)
    expect(existsSync(socketPath(folder))).toBe(false)
  })

  it('says in one sentence that its port is taken', async () => {
    const { url } = await serve(folder)
    const second = await smartCoop(['serve', '--data', await founded(), '--no-open', '--port', new URL(url).port])
    expect(second).toMatchObject({ code: 1, out: '' })
    expect(second.err.trimEnd().split('\n').at(-1)).toContain(new URL(url).port)
  })
})

describe('a verb on a folder that is in use', () => {
  it('is handed to the running core and prints its answer', async () => {
    await serve(folder)
    writeFileSync(join(dirname(folder), 'nota.txt'), 'una nota')
    const taken = await smartCoop(['intake', '--data', folder, '--json', join(dirname(folder), 'nota.txt')])
    expect(JSON.parse(taken.out)).toMatchObject({ outcome: 'review' })
    const status = await smartCoop(['status', '--data', folder, '--json'])
    expect(status).toMatchObject({ code: 0, err: '' })
  })

  it('asks for the password there too', async () => {
    await serve(folder)
    const wrong = await smartCoop(['status', '--data', folder], { password: 'una frase del tutto diversa' })
    expect(wrong).toMatchObject({ code: 1, out: '' })
  })

  it('says what happened when the core is killed in the middle of it', async () => {
    const { child } = await serve(folder)
    const papers = newFolder()
    for await (const { name, bytes } of demoPapers(60, 77)) writeFileSync(join(papers, name), bytes)
    const intake = launch(['intake', '--data', folder, '--json', papers])
    let err = ''
    intake.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
    await firstLine(intake)
    child.kill('SIGKILL')
    const [code] = (await once(intake, 'close')) as [number]
    expect(code).toBe(1)
    expect(err).toMatch(/^Smart-Coop si è chiuso[^\n]*\n$/)
  })

  it('works again after the core was killed', async () => {
    const { child } = await serve(folder)
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(existsSync(socketPath(folder))).toBe(true)
    const status = await smartCoop(['status', '--data', folder, '--json'])
    expect(status).toMatchObject({ code: 0, err: '' })
  })

  it('started at the same moment as another, both get their answer', async () => {
    const both = await Promise.all([1, 2, 3].map(() => smartCoop(['status', '--data', folder, '--json'])))
    expect(both.map((one) => [one.code, one.err])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ])
  })

  it('gives up with a sentence when what holds the folder does not answer', async () => {
    const lock = lockFolder(folder)
    try {
      await expect(reachOrOpen(folder, 'cli', () => ({ url: null }), undefined, 300)).rejects.toMatchObject({
        code: 'data-in-use',
      })
    } finally {
      lock.release()
    }
  })
})

describe('the local socket', () => {
  it('lies in the temporary folder, under a name that tells nothing, when the data folder is too deep', async () => {
    const deep = join(newFolder(), ...Array.from({ length: 8 }, (_, at) => `una-cartella-profonda-${at}`))
    mkdirSync(deep, { recursive: true })
    const path = socketPath(deep)
    expect(dirname(dirname(path))).toBe(tmpdir())
    expect(path).not.toContain('profonda')
    const { child } = await (async () => {
      await smartCoop(['init', '--data', deep, '--org', 'Coop', '--user', 'ada'])
      return serve(deep)
    })()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const status = await smartCoop(['status', '--data', deep, '--json'])
    expect(status).toMatchObject({ code: 0, err: '' })
    child.kill('SIGTERM')
    await once(child, 'close')
    rmSync(dirname(path), { recursive: true, force: true })
  })

  it('is a pipe of its own on Windows', () => {
    expect(socketPath('C:\\dati', 'win32')).toMatch(/^\\\\\.\\pipe\\smart-coop-[0-9a-f]{24}$/)
  })

  it('is not used when a link lies in its place', async () => {
    const empty = newFolder()
    symlinkSync('/dev/null', socketPath(empty))
    expect(isMine(socketPath(empty))).toBe(false)
    expect(await reachCore(empty)).toBeNull()
  })
})
