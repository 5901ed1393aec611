/**
 * What the window may never do (engineering.md §4): no permission, no network, no other page, no new window.
 * Electron allows most of this unless it is told not to.
 */
import { app, dialog, type Event, type Session, shell, type WebContents } from 'electron'
import { isOwnAddress } from './address.ts'
import { say } from './say.ts'

const innerSchemes = new Set(['blob:', 'data:'])

/** Whether the window may load from this address: its own page, and what lives in its memory. */
export function mayLoad(address: string): boolean {
  if (isOwnAddress(address)) return true
  return URL.canParse(address) && innerSchemes.has(new URL(address).protocol)
}

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

export function denyNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url) }))
}

/** What an address outside is called in the question to the person; null when it is never opened. */
export function outsideName(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username || url.password) return null // https://bank.example@evil.example
  if (url.protocol === 'https:') return url.host
  if (url.protocol === 'mailto:') return url.pathname
  return null
}

/** Opens a web page or a new message in the person's own programs, once they have seen where it leads. */
export async function openOutside(address: string): Promise<boolean> {
  const name = outsideName(address)
  if (name === null) return false
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: say('outside.question', { name }),
    detail: say('outside.detail'),
    buttons: [say('outside.open'), say('outside.stay')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return false
  await shell.openExternal(address)
  return true
}

/** Keeps a page where it is, whoever wants to move it. */
export function guardContents(contents: WebContents): void {
  const stay = (event: Event, address: string) => {
    if (!isOwnAddress(address)) event.preventDefault()
  }
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-frame-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openOutside(url)
    return { action: 'deny' }
  })
}

/** For every page that this program will ever make, whoever makes it. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}
