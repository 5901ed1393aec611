/**
 * Message ports as Electron's main process has them, and their way from one process into another: who gives a
 * port away links it to the wire under an id, who gets it makes a new one under the same id.
 */
import { EventEmitter } from 'node:events'

export type OnWire = { kind: 'port'; id: string; data: unknown } | { kind: 'port-close'; id: string }

export interface Wire {
  send(message: unknown): void
  onMessage(listener: (message: { kind: string }) => void): void
}

export class DoublePort extends EventEmitter {
  #peer: DoublePort | null = null
  #waiting: unknown[] = []
  #isStarted = false
  #isClosed = false

  static pair(): [DoublePort, DoublePort] {
    const [one, other] = [new DoublePort(), new DoublePort()]
    one.#peer = other
    other.#peer = one
    return [one, other]
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  postMessage(data: unknown): void {
    const peer = this.#peer
    if (peer) peer.#arrive(structuredClone(data))
  }

  #arrive(data: unknown): void {
    if (this.#isClosed) return
    if (this.#isStarted) setImmediate(() => this.emit('message', { data, ports: [] }))
    else this.#waiting.push(data)
  }

  start(): void {
    this.#isStarted = true
    for (const data of this.#waiting.splice(0)) this.#arrive(data)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    const peer = this.#peer
    setImmediate(() => {
      this.emit('close')
      peer?.close()
    })
  }
}

export interface Crossing {
  /** Gives a port away; the id goes with the message that carries it, which must be sent first. */
  give(port: DoublePort, id: string): void
  /** The port that came under this id. */
  take(id: string): DoublePort
  closeAll(): void
}

export function crossing(wire: Wire): Crossing {
  const linked = new Map<string, DoublePort>()
  const link = (port: DoublePort, id: string): void => {
    linked.set(id, port)
    port.on('message', ({ data }: { data: unknown }) => wire.send({ kind: 'port', id, data } satisfies OnWire))
    port.on('close', () => {
      if (linked.delete(id)) wire.send({ kind: 'port-close', id } satisfies OnWire)
    })
    port.start()
  }
  wire.onMessage((message) => {
    const known = message as OnWire
    if (known.kind === 'port') linked.get(known.id)?.postMessage(known.data)
    else if (known.kind === 'port-close') {
      const port = linked.get(known.id)
      linked.delete(known.id)
      port?.close()
    }
  })
  return {
    give: link,
    take(id) {
      const [mine, wired] = DoublePort.pair()
      link(wired, id)
      return mine
    },
    closeAll() {
      for (const port of [...linked.values()]) port.close()
    },
  }
}
