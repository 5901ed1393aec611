/** Menu and tray. Developer tools, reload and zoom have no entry: the page has its own type size. */
import { Menu, nativeImage, Tray } from 'electron'
import { say } from './say.ts'

export function setMenu(quit: () => void): void {
  const menu = Menu.buildFromTemplate([
    { label: 'Smart-Coop', submenu: [{ label: say('menu.quit'), accelerator: 'CommandOrControl+Q', click: quit }] },
    {
      label: say('menu.edit'),
      submenu: [
        { role: 'undo', label: say('menu.undo') },
        { role: 'redo', label: say('menu.redo') },
        { type: 'separator' },
        { role: 'cut', label: say('menu.cut') },
        { role: 'copy', label: say('menu.copy') },
        { role: 'paste', label: say('menu.paste') },
        { role: 'selectAll', label: say('menu.selectAll') },
      ],
    },
  ])
  Menu.setApplicationMenu(menu)
}

/** The caller keeps it: a tray that nobody holds disappears. */
export function openTray(icon: string, show: () => void, quit: () => void): Tray {
  const tray = new Tray(nativeImage.createFromPath(icon))
  tray.setToolTip('Smart-Coop')
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: say('tray.open'), click: show },
      { type: 'separator' },
      { label: say('menu.quit'), click: quit },
    ]),
  )
  tray.on('click', show)
  return tray
}
