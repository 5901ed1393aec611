/** The parser's way to the core: a utility process of Electron has a port, a child of Node has `process.send`. */

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

export interface Channel {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

function parentPort(): ParentPort | null {
  return 'parentPort' in process ? (process.parentPort as ParentPort | null) : null
}

export function openChannel(): Channel {
  const port = parentPort()
  if (port) {
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    }
  }
  // Without the core there is nobody to read for.
  process.on('disconnect', () => process.exit(0))
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  }
}
