/** The built window's process under Node, with the double in Electron's place: engineering.md §4, row by row. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fromRoot } from '#main/cli/paths.ts'
import { type DoubleApp, launchDouble } from '../support/electronDouble/launch.ts'
import { founder } from '../support/serve.ts'

interface Answer {
  status: number
  headers: Record<string, string>
  body: { data: number[] }
}

describe('the built program, as Electron sees it', () => {
  let double: DoubleApp
  beforeAll(async () => {
    double = await launchDouble()
    await vi.waitFor(async () => expect((await double.recorded()).windows[0]?.urls).toEqual(['app://main/']), 10_000)
  }, 60_000)
  afterAll(() => double?.close())

  it('denies the network: only its own page and what lives in memory is loaded (row 1)', async () => {
    const cancels = (url: string) =>
      double.probe<{ cancel: boolean }>('beforeRequest', url).then((answer) => answer.cancel)
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1:80/',
      'file:///etc/passwd',
      'ws://example.org',
      'app://other/',
      'app://main@evil.example/',
      'chrome://gpu',
      'devtools://x',
      'no address',
    ]) {
      expect(await cancels(url), url).toBe(true)
    }
    for (const url of ['app://main/', 'app://main/assets/x.js', 'blob:app://main/1', 'data:image/png;base64,AA==']) {
      expect(await cancels(url), url).toBe(false)
    }
  })

  it('opens one window, with every switch written out, after the sandbox is on (row 2)', async () => {
    const { windows, calls } = await double.recorded()
    expect(calls[0]).toBe('enableSandbox')
    expect(windows).toHaveLength(1)
    expect((windows[0]?.options as { webPreferences?: object } | undefined)?.webPreferences).toEqual({
      preload: fromRoot('out/preload/bridge.cjs'),
      session: 'own',
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
      plugins: false,
      safeDialogs: true,
    })
  })

  it.each([
    'media',
    'notifications',
    'fileSystem',
    'geolocation',
    'clipboard-read',
    'openExternal',
    'serial',
    'a new one',
  ])('denies the permission %s, asked or looked up (row 3)', async (name) =>
    expect(await double.probe('permission', name)).toEqual([false, false, false]),
  )

  it('serves the page with the policy of the house and a fresh nonce (rows 4 and 5)', async () => {
    const [first, second] = [
      await double.probe<Answer>('request', 'app://main/'),
      await double.probe<Answer>('request', 'app://main/'),
    ]
    const policy = first.headers['content-security-policy'] ?? ''
    const nonce = /'nonce-([\w+/]{22}==)'/.exec(policy)?.[1] ?? ''
    expect(policy.replace(nonce, 'N')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-N'; img-src 'self' blob: data:; " +
        "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; object-src 'none'",
    )
    expect(Buffer.from(first.body.data).toString()).toContain(`content="${nonce}"`)
    expect(second.headers['content-security-policy']).not.toBe(policy)
  })

  it.each([
    'app://main/..%2f..%2fmain/start.js',
    'app://main/%2e%2e/main/start.js',
    'app://main/../main/start.js',
    'app://main//etc/passwd.',
    'app://main/main.js%00.css',
    'app://main/..%5c..%5cmain%5cstart.js',
    'app://main/..\\main\\start.js',
    'app://other/index.html',
    'app://main:8080/index.html',
  ])('gives nothing for %s (row 6)', async (url) => {
    expect(await double.probe<Answer>('request', url)).toMatchObject({ status: 404 })
  })

  it('knows one scheme of its own, and never file: (row 6)', async () => {
    expect((await double.recorded()).schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ])
  })

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s stays inside (row 7)', async (name) => {
    const prevented = (url: string) => double.probe<boolean>('contentsEvent', { name, url })
    for (const url of [
      'https://example.org/',
      'app://other/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      '',
    ]) {
      expect(await prevented(url), url).toBe(true)
    }
    expect(await prevented('app://main/#/documenti')).toBe(false)
  })

  it('takes no web view and opens no second window (row 7)', async () => {
    expect(await double.probe('contentsEvent', { name: 'will-attach-webview', url: 'app://main/' })).toBe(true)
    expect(await double.probe('windowOpen', 'app://main/')).toEqual({ action: 'deny' })
  })

  it('opens web and mail addresses outside, once the person has seen where they lead (row 8)', async () => {
    await double.probe('answers', { box: 0 })
    await double.probe('windowOpen', 'https://cooperativa.example/statuto?x=1')
    await double.probe('windowOpen', 'mailto:ada@cooperativa.example')
    const { external, boxes } = await double.recorded()
    expect(external).toEqual(['https://cooperativa.example/statuto?x=1', 'mailto:ada@cooperativa.example'])
    expect(boxes.map((box) => box.message)).toEqual([
      'Vuoi aprire cooperativa.example?',
      'Vuoi aprire ada@cooperativa.example?',
    ])
    await double.probe('answers', { box: 1 })
    await double.probe('windowOpen', 'https://rifiutato.example/')
    expect((await double.recorded()).external).toHaveLength(2)
  })

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://server/x',
    'ms-msdt:/id',
    'http://cooperativa.example/',
    'https://banca.example@evil.example/',
    'file:///C:/x.lnk',
    'C:\\x.exe',
    '\\\\server\\x.lnk',
  ])('never opens %s (row 8)', async (url) => {
    await double.probe('answers', { box: 0 })
    const before = (await double.recorded()).boxes.length
    await double.probe('windowOpen', url)
    const after = await double.recorded()
    expect(after.external).not.toContain(url)
    expect(after.boxes).toHaveLength(before)
  })

  it('says why it does not open a program or a message with a file in it (row 8)', async () => {
    await double.probe('answers', { box: 0 })
    const before = await double.recorded()
    await double.probe('windowOpen', 'https://scarica.example/Setup.exe')
    await double.probe('windowOpen', 'mailto:ada@cooperativa.example?attach=/etc/passwd')
    const after = await double.recorded()
    expect(after.external).toEqual(before.external)
    expect(after.boxes.slice(before.boxes.length).map((box) => `${box.message} ${box.detail}`)).toEqual([
      expect.stringMatching(/^Questo indirizzo di scarica.example scarica un programma: .*\. Setup\.exe$/),
      expect.stringMatching(/^Questo indirizzo di posta non è scritto bene/),
    ])
  })

  it('has one channel (row 9)', async () => expect(await double.probe('channels')).toEqual(['rpc:connect']))

  it.each([
    ['no frame', null, 1],
    ['a frame inside', { parent: {}, origin: 'app://main' }, 1],
    ['another origin', { parent: null, origin: 'https://evil.example' }, 1],
    ['an origin that only begins alike', { parent: null, origin: 'app://main.evil' }, 1],
    ['two ports', undefined, 2],
    ['no port', undefined, 0],
  ] as const)('hears nothing from %s (row 9)', async (_name, frame, count) => {
    const port = await double.rawPort(frame, count)
    expect(port.closed).toEqual(Array.from({ length: count }, () => true))
    port.post(JSON.stringify({ i: '1', p: { u: '/door/state' } }))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(port.messages).toEqual([])
  })

  it('passes the port of its own page on to the core, which answers', async () => {
    expect(await double.ask('door/state')).toMatchObject({ stage: 'new', host: { kind: 'electron', localPaths: true } })
  })

  it('lives on when a page sends junk, counts it and writes none of it down (§2, guard 3)', async () => {
    const port = await double.rawPort()
    for (const junk of ['RSSMRA80A01H501U no frame', 7, { i: 1 }, null]) port.post(junk)
    await vi.waitFor(() => expect(double.errorText()).toMatch(/process\.stray.*"count":3/), 5000)
    expect(double.errorText()).not.toContain('RSSMRA')
    port.post(JSON.stringify({ i: '9', p: { u: '/door/state' } }))
    await vi.waitFor(() => expect(port.messages.some((one) => String(one).includes('"i":"9"'))).toBe(true), 5000)
  })

  it('starts the core as a process of its own, and no parser before there is a paper (row 12)', async () => {
    const { forks } = await double.recorded()
    expect(forks.map((fork) => fork.entry)).toEqual([fromRoot('out/main/core.js')])
  })

  it('offers no developer tools, reload or zoom (row 14)', async () => {
    const { menu, tray } = await double.recorded()
    expect(menu).toEqual([
      'Smart-Coop',
      'Esci da Smart-Coop',
      'Modifica',
      'undo',
      'redo',
      '',
      'cut',
      'copy',
      'paste',
      'selectAll',
    ])
    expect(tray).toEqual(['Apri Smart-Coop', '', 'Esci da Smart-Coop'])
  })

  it('comes forward when it is started a second time (row 16)', async () => {
    await double.probe('secondStart', { args: ['program', 'root'], folder: '/' })
    expect((await double.recorded()).calls.slice(-3)).toEqual(['restore', 'show', 'focus'])
  })

  it('starts the core again when it dies, and says so', async () => {
    const before = (await double.recorded()).boxes.length
    await double.probe('killCore')
    await vi.waitFor(async () => expect((await double.recorded()).calls).toContain('reload'), 10_000)
    const after = await double.recorded()
    expect(after.boxes.slice(before).map((box) => box.message)).toEqual([
      'Una parte di Smart-Coop si è fermata ed è ripartita. Entra di nuovo con la tua password.',
    ])
    expect(after.forks).toHaveLength(2)
    expect(await double.ask('door/state')).toMatchObject({ stage: 'new' })
  })

  it.each(['lock-screen', 'suspend', 'user-did-resign-active'])(
    'signs every window out at %s (row 15)',
    async (event) => {
      if (event === 'lock-screen') await double.ask('door/found', founder)
      await double.ask('door/signIn', { login: founder.login, password: founder.password })
      expect(await double.ask('door/state')).toMatchObject({ stage: 'in' })
      await double.probe('power', event)
      expect(await double.ask('door/state')).toMatchObject({ stage: 'shut' })
    },
  )

  it('closes its core before it ends, and leaves the data folder free', async () => {
    void double.probe('quit').catch(() => {})
    expect(await double.exit).toBe(0)
    const again = await launchDouble({ folder: double.folder })
    expect(await again.ask('door/state')).toMatchObject({ stage: 'shut' })
    await again.close()
  }, 20_000)
})

describe('the program where something is in its way', () => {
  it('ends at once when it is running already (row 16)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smart-coop-second-'))
    const second = await launchDouble({ folder, env: { DOUBLE_LOCK: 'taken' } })
    expect(await second.exit).toBe(0)
    expect(readdirSync(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  }, 30_000)

  it('starts with settings that were damaged, and keeps new ones', async () => {
    const userData = mkdtempSync(join(tmpdir(), 'smart-coop-settings-'))
    writeFileSync(join(userData, 'window.json'), '{"bounds":{"x":"left"},"closeToTray":')
    const program = await launchDouble({ userData, args: ['--hidden'] })
    expect((await program.recorded()).windows[0]?.options).toMatchObject({ width: 1280, height: 820 })
    expect((await program.recorded()).calls).not.toContain('show')
    await program.ask('door/found', founder)
    await program.ask('door/signIn', { login: founder.login, password: founder.password })
    expect(await program.ask('admin/setSettings', { closeToTray: true })).toMatchObject({ closeToTray: true })
    await program.probe('closeWindow')
    expect((await program.recorded()).calls).toContain('hide')
    expect(await program.ask('admin/machine')).toMatchObject({ settings: { closeToTray: true } })
    await program.close()
    expect(JSON.parse(readFileSync(join(userData, 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 1000, height: 700 },
      closeToTray: true,
    })
    rmSync(userData, { recursive: true })
  }, 60_000)

  it('takes in what it was started with, and what a second start names, once somebody is in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smart-coop-named-'))
    for (const name of ['uno.txt', 'due.txt']) writeFileSync(join(folder, name), `appunti ${name}`)
    const program = await launchDouble({ args: [join(folder, 'uno.txt')] })
    await program.ask('door/found', founder)
    await program.probe('secondStart', { args: ['program', 'root', 'due.txt'], folder })
    await program.ask('door/signIn', { login: founder.login, password: founder.password })
    await vi.waitFor(async () => {
      const { rows } = await program.ask<{ rows: { name: string }[] }>('documents/find', {})
      expect(rows.map((row) => row.name).sort()).toEqual(['due.txt', 'uno.txt'])
    }, 20_000)
    await program.close()
    rmSync(folder, { recursive: true })
  }, 60_000)

  it('is left dead after three deaths in a minute, and ends', async () => {
    const program = await launchDouble()
    for (const deaths of [1, 2]) {
      await program.probe('killCore')
      await vi.waitFor(async () => expect((await program.recorded()).boxes).toHaveLength(deaths), 10_000)
    }
    await program.probe('killCore')
    expect(await program.exit).toBe(0)
    expect(program.final()?.boxes.at(-1)?.message).toMatch(/^Smart-Coop si è fermato più volte/)
    expect(program.final()?.forks).toHaveLength(3)
    await program.close()
  }, 40_000)

  it('says why it cannot open its data, and ends', async () => {
    const first = await launchDouble()
    expect(await first.ask('door/state')).toMatchObject({ stage: 'new' })
    const second = await launchDouble({ folder: first.folder })
    expect(await second.exit).toBe(0)
    expect(second.final()?.errorBoxes).toEqual([
      expect.stringMatching(/^Smart-Coop non può aprire i dati: .* è già aperta in un altro Smart-Coop/),
    ])
    await first.close()
    expect(existsSync(first.folder)).toBe(false)
  }, 30_000)
})
