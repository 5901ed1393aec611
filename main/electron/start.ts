/** The window's process: puts the shell together. No business word lives here. */
import { join } from 'node:path'
import { app, type BrowserWindow, powerMonitor, session, type Tray } from 'electron'
import { createLog } from '#core/lib/log.ts'
import { ownArguments, readArguments } from './arguments.ts'
import { autostart } from './autostart.ts'
import { type CoreProcess, startCoreProcess } from './coreProcess.ts'
import { sayCoreDied, sayRefused } from './dialogs.ts'
import { onConnect } from './ipc.ts'
import { createKeyStore, hasKeyStore } from './keyStore.ts'
import { setMenu, openTray } from './menu.ts'
import type { AnswerValue, Ask } from './messages.ts'
import { registerPageScheme, servePage } from './protocol.ts'
import { denyNetwork, denyPermissions, guardAllContents } from './security.ts'
import { openSettings, type ShellSettings } from './settings.ts'
import { countStrayErrors } from '#core/lib/strayErrors.ts'
import { bringForward, openWindow } from './window.ts'

const log = createLog()
countStrayErrors(log)
app.enableSandbox()
registerPageScheme()
guardAllContents()

/** From `out/main`, where this file is built to. */
const built = (path: string) => join(import.meta.dirname, '..', path)
const icon = join(import.meta.dirname, '../../resources/icons/icon.png')
const trayIcon = join(import.meta.dirname, '../../resources/icons/tray.png')
const given = readArguments(ownArguments(process.argv), process.cwd())
const isDevelopment = !app.isPackaged && process.env.SMART_COOP_DEVTOOLS === '1'

function answering(settings: ShellSettings): (ask: Ask) => Promise<AnswerValue> {
  const secrets = createKeyStore(given.dataFolder)
  const start = autostart()
  return async (ask) => {
    if (ask.what === 'secret-fetch') return secrets.fetch(ask.name)
    if (ask.what === 'secret-keep') await secrets.keep(ask.name, ask.secret)
    else if (ask.what === 'secret-forget') await secrets.forget(ask.name)
    else if (ask.what === 'setting-get') return ask.name === 'closeToTray' ? settings.closeToTray() : start.get()
    else if (ask.name === 'closeToTray') settings.setCloseToTray(ask.on)
    else start.set(ask.on)
    return null
  }
}

/** Keeps the window's place, and with the setting on keeps the program in the tray when the window is closed. */
function keepInTray(window: BrowserWindow, settings: ShellSettings): void {
  let quitting = false
  app.on('before-quit', () => (quitting = true))
  window.on('close', (event) => {
    settings.keepBounds(window.getNormalBounds())
    if (quitting || !settings.closeToTray()) return
    event.preventDefault()
    window.hide()
  })
  app.on('window-all-closed', () => app.quit())
}

/** A second start and the dock bring the window forward; files that were named with it are taken in. */
function hearOtherStarts(window: BrowserWindow, core: CoreProcess): void {
  app.on('activate', () => bringForward(window))
  app.on('second-instance', (_event, args, workingFolder) => {
    bringForward(window)
    core.papers(readArguments(ownArguments(args), workingFolder).papers)
  })
}

/** Whoever leaves the machine, leaves Smart-Coop: the locked screen, a machine that sleeps, another user (macOS). */
function lockWithTheMachine(core: CoreProcess): void {
  const lock = () => core.lock()
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)
  powerMonitor.on('user-did-resign-active', lock)
}

/** The core is waited for: it has a database to close. */
function closeCoreAtEnd(core: CoreProcess, tray: Tray): void {
  let isClosed = false
  app.on('will-quit', (event) => {
    if (isClosed) return
    isClosed = true
    event.preventDefault()
    tray.destroy()
    void core.close().finally(() => app.quit())
  })
}

/** The core's process; what befalls it is told at the window. */
async function openCore(
  settings: ShellSettings,
  window: () => BrowserWindow,
  forget: () => Promise<void>,
): Promise<CoreProcess> {
  return startCoreProcess({
    entry: built('main/core.js'),
    parserEntry: built('main/parserPdf.js'),
    dataFolder: given.dataFolder,
    keyStore: await hasKeyStore(),
    settings: { closeToTray: true, startWithMachine: true },
    isForVerb: false,
    log,
    answer: answering(settings),
    opened() {},
    refused(code, data) {
      sayRefused(code, data)
      app.quit()
    },
    async died(isBack) {
      await sayCoreDied(window(), isBack)
      if (isBack) await forget()
      else app.quit()
    },
    left: () => void forget(),
  })
}

async function run(): Promise<void> {
  await app.whenReady()
  // Without `persist:` nothing of what the page holds reaches the disk.
  const pageSession = session.fromPartition('smart-coop')
  denyPermissions(pageSession)
  denyNetwork(pageSession)
  servePage(pageSession, built('renderer'))
  const settings = openSettings()

  /** What the page held goes with the person: answers, storage, pictures, and the way back to where they were. */
  const forget = async (): Promise<void> => {
    await Promise.all([pageSession.clearStorageData(), pageSession.clearCache()])
    if (window.isDestroyed()) return
    // Before the reload: while a page is on its way, Chromium lets nothing of the history go.
    window.webContents.navigationHistory.clear()
    window.reload()
  }
  const core = await openCore(settings, () => window, forget)
  onConnect((port, contents) => core.connect(port, contents))
  const places = { session: pageSession, preload: built('preload/bridge.cjs'), icon, bounds: settings.bounds() }
  const window: BrowserWindow = openWindow(places, { isDevelopment, isHidden: given.hidden })
  const tray = openTray(
    trayIcon,
    () => bringForward(window),
    () => app.quit(),
  )
  setMenu(() => app.quit())

  keepInTray(window, settings)
  hearOtherStarts(window, core)
  closeCoreAtEnd(core, tray)
  core.papers(given.papers)
  lockWithTheMachine(core)
}

if (app.requestSingleInstanceLock()) {
  run().catch((error: unknown) => {
    log('shell.failed', {
      name: error instanceof Error ? error.name : 'unknown',
      text: error instanceof Error ? error.message : '',
    })
    app.exit(1)
  })
} else app.quit()
