/** The program's one window, and the only place where `webPreferences` are written. */
import { BrowserWindow, type BrowserWindowConstructorOptions, type Rectangle, type Session } from 'electron'
import { pageUrl } from './address.ts'

export interface WindowPlaces {
  session: Session
  preload: string
  icon: string
  bounds: Rectangle | null
}

/** Every switch is written out: a default may change between two versions of Electron. */
export function windowOptions(places: WindowPlaces): BrowserWindowConstructorOptions {
  return {
    title: 'Smart-Coop',
    width: places.bounds?.width ?? 1280,
    height: places.bounds?.height ?? 820,
    ...(places.bounds ? { x: places.bounds.x, y: places.bounds.y } : {}),
    minWidth: 640,
    minHeight: 480,
    show: false,
    icon: places.icon,
    autoHideMenuBar: true,
    webPreferences: {
      preload: places.preload,
      session: places.session,
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
    },
  }
}

export interface WindowWish {
  /** The development build alone has the developer tools. */
  isDevelopment: boolean
  /** Started with the machine: it waits in the tray. */
  isHidden: boolean
}

export function openWindow(places: WindowPlaces, wish: WindowWish): BrowserWindow {
  const options = windowOptions(places)
  if (wish.isDevelopment) options.webPreferences = { ...options.webPreferences, devTools: true }
  const window = new BrowserWindow(options)
  if (!wish.isHidden) window.once('ready-to-show', () => window.show())
  void window.loadURL(pageUrl)
  return window
}

export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
