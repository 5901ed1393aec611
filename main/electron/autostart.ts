/** Starting with the machine: Electron's own way on Windows and macOS, a desktop entry on Linux. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'

export interface Autostart {
  get(): boolean
  set(on: boolean): void
}

/** The program as it is started by hand; an AppImage runs from a mount that is another one each time. */
const program = () => process.env.APPIMAGE ?? process.execPath

function desktopEntry(): string {
  const quoted = program().replaceAll(/["`$\\]/g, '\\$&')
  return `[Desktop Entry]\nType=Application\nName=Smart-Coop\nExec="${quoted}" --hidden\nX-GNOME-Autostart-enabled=true\n`
}

function linuxAutostart(): Autostart {
  const folder = join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart')
  const file = join(folder, 'smart-coop.desktop')
  return {
    get: () => existsSync(file),
    set(on) {
      if (!on) return rmSync(file, { force: true })
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, desktopEntry())
    },
  }
}

export function autostart(platform: NodeJS.Platform = process.platform): Autostart {
  if (platform === 'linux') return linuxAutostart()
  return {
    get: () => app.getLoginItemSettings({ args: ['--hidden'] }).openAtLogin,
    set: (on) => app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] }),
  }
}
