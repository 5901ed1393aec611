/** Opens an address in the person's browser. False where there is none. */
import { spawn } from 'node:child_process'

/** `null` where there is no screen to open anything on. */
function opener(url: string): [string, string[]] | null {
  if (process.platform === 'darwin') return ['open', [url]]
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]]
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open', [url]] : null
}

export function openInBrowser(url: string): Promise<boolean> {
  const command = opener(url)
  if (!command) return Promise.resolve(false)
  return new Promise((resolve) => {
    const child = spawn(command[0], command[1], { stdio: 'ignore', detached: true, windowsHide: true })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
