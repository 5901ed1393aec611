/**
 * Entry of the process that reads PDFs, inside Electron: the first message brings the port to the core, and from
 * then on that port is the only one the parser knows.
 */
import { setFlagsFromString } from 'node:v8'

const memoryMb = Number(process.argv.at(-1))
// Before anything is loaded: Electron does not hand such switches on to the engine.
if (memoryMb > 0) setFlagsFromString(`--max-old-space-size=${memoryMb}`)

const parent = process.parentPort
parent.once('message', ({ ports: [port] }) => {
  if (!port) process.exit(1)
  parent.postMessage = (message) => port.postMessage(message)
  port.on('close', () => process.exit(0))
  void import('#core/parsers/pdf.ts').then(() => {
    port.on('message', (event) => parent.emit('message', event))
    port.start()
  })
})
