/**
 * The only file that runs between Electron and the page. It hands the page's port on to the core and tells
 * where a dropped file lies; no channel name, no `ipcRenderer` and no general way to send reaches the page.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'

window.addEventListener('message', (event) => {
  const own = event.source === window && event.origin === window.location.origin
  if (!own || event.data !== 'smart-coop:connect' || event.ports.length !== 1) return
  ipcRenderer.postMessage('rpc:connect', null, [...event.ports])
})

contextBridge.exposeInMainWorld(
  'smartCoop',
  Object.freeze({
    /** Where a dropped or chosen file lies on this machine; empty for a file that has no path. */
    pathOf: (file: File): string => webUtils.getPathForFile(file),
  }),
)
