/**
 * The one channel by which a page reaches the program: it hands over a port, which goes on to the core. Only
 * the top frame of our own page is heard.
 */
import { ipcMain, type IpcMainEvent, type MessagePortMain } from 'electron'
import { pageOrigin } from './address.ts'

export function isOwnPage(event: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.origin === pageOrigin
}

export function onConnect(connect: (port: MessagePortMain, contentsId: number) => void): void {
  ipcMain.on('rpc:connect', (event) => {
    const [port, ...more] = event.ports
    if (!port || more.length > 0 || !isOwnPage(event)) {
      for (const refused of event.ports) refused.close()
      return
    }
    connect(port, event.sender.id)
  })
}
