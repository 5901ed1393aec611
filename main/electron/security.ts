/**
 * What the window may never do (engineering.md §4): no permission, no network, no other page, no new window.
 * Electron allows most of this unless it is told not to.
 */
import { app, dialog, type Event, type Session, shell, type WebContents } from 'electron'
import { isOwnAddress } from './address.ts'
import { type OutsideLink, outsideLink } from './links.ts'
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

/** Says why a link is not opened. What no link of ours could ever be is not worth a word. */
async function sayRefused(link: Extract<OutsideLink, { refused: string }>): Promise<void> {
  if (link.refused === 'address') return
  await dialog.showMessageBox({
    type: 'warning',
    message: link.refused === 'program' ? say('outside.program', { name: link.name }) : say('outside.mail'),
    detail: link.refused === 'program' ? link.file : '',
    buttons: [say('outside.understood')],
    noLink: true,
  })
}

/** Opens a web page or a new message in the person's own programs, once they have seen where it leads. */
export async function openOutside(address: string): Promise<boolean> {
  const link = outsideLink(address)
  if ('refused' in link) {
    await sayRefused(link)
    return false
  }
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: say('outside.question', { name: link.name }),
    detail: say('outside.detail'),
    buttons: [say('outside.open'), say('outside.stay')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return false
  await shell.openExternal(link.open)
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
