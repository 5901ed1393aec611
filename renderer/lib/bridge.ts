/** What the Electron preload puts on the page (`preload/bridge.ts`); absent in a browser. */
export interface Bridge {
  /** Where a dropped or chosen file lies on this machine; empty for a file that has no path. */
  pathOf(file: File): string
}

declare global {
  interface Window {
    readonly smartCoop?: Bridge
  }
}

export const bridge = (): Bridge | null => window.smartCoop ?? null

/**
 * A port to the core. The page keeps one end and posts the other to the preload, which alone can pass it on:
 * ports do not survive the context bridge.
 */
export function connectPort(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  window.postMessage('smart-coop:connect', window.location.origin, [port2])
  return port1
}
