/** What the window's shell remembers on this machine; nothing of a person, and no secret. */
import { app, ipcMain, type Rectangle } from 'electron'
import Store from 'electron-store'
import * as z from 'zod'

const kept = z.object({
  bounds: z
    .object({ x: z.number(), y: z.number(), width: z.number().min(200), height: z.number().min(200) })
    .nullable()
    .catch(null),
  closeToTray: z.boolean().catch(false),
})

export interface ShellSettings {
  bounds(): Rectangle | null
  keepBounds(bounds: Rectangle): void
  closeToTray(): boolean
  setCloseToTray(on: boolean): void
}

export function openSettings(): ShellSettings {
  // A settings file that cannot be read is begun anew: it holds nothing that cannot be chosen again.
  const store = new Store<Record<string, unknown>>({
    name: 'window',
    cwd: app.getPath('userData'),
    clearInvalidConfig: true,
  })
  // The library opens a channel of its own to pages, which nobody here needs.
  ipcMain.removeAllListeners('electron-store-get-data')
  const read = () => kept.parse({ bounds: store.get('bounds'), closeToTray: store.get('closeToTray') })
  return {
    bounds: () => read().bounds,
    keepBounds: (bounds) => store.set('bounds', bounds),
    closeToTray: () => read().closeToTray,
    setCloseToTray: (on) => store.set('closeToTray', on),
  }
}
