/** Stands in for Electron's utility process: gives an entry file its `process.parentPort`, then runs it. */
import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'
import { crossing, type Wire } from './ports.ts'

const wire: Wire = {
  send: (message) => void (process.connected && process.send?.(message)),
  onMessage: (listener) => void process.on('message', (message) => listener(message as { kind: string })),
}
const ports = crossing(wire)

class ParentPort extends EventEmitter {
  postMessage(data: unknown): void {
    wire.send({ kind: 'message', data })
  }
}
const parentPort = new ParentPort()
// As in Electron: neither writable nor configurable.
Object.defineProperty(process, 'parentPort', { enumerable: true, writable: false, value: parentPort })

interface FromParent {
  kind: string
  data: unknown
  ports: string[]
}
const early: FromParent[] = []
let isLoaded = false
const hear = (message: FromParent) =>
  void parentPort.emit('message', { data: message.data, ports: message.ports.map(ports.take) })
wire.onMessage((message) => {
  if (message.kind !== 'message') return
  if (isLoaded) hear(message as FromParent)
  else early.push(message as FromParent)
})
process.on('disconnect', () => process.exit(0))

const entry = process.argv[2]
if (!entry) throw new Error('no entry')
await import(pathToFileURL(entry).href)
isLoaded = true
for (const message of early.splice(0)) hear(message)
