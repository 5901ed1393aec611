/** The parser processes that the core asked for, by its number; each gets a port to the core and nothing else. */
import { MessageChannelMain, type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron'

export interface ParserProcesses {
  /** Starts one and gives the core's end of its port. */
  start(id: number, memoryMb: number): MessagePortMain
  kill(id: number): void
  killAll(): void
}

/** Windows alone cannot start a program without its root; the parser has no business with anything else. */
const bareEnvironment = (): Record<string, string> =>
  process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}

export function createParserProcesses(entry: string, gone: (id: number, code: number | null) => void): ParserProcesses {
  const running = new Map<number, UtilityProcess>()
  return {
    start(id, memoryMb) {
      const child = utilityProcess.fork(entry, [String(memoryMb)], {
        serviceName: 'Smart-Coop parser',
        stdio: 'ignore', // what it prints may quote what it was reading
        env: bareEnvironment(),
      })
      running.set(id, child)
      child.once('exit', (code) => {
        running.delete(id)
        gone(id, code)
      })
      const { port1, port2 } = new MessageChannelMain()
      child.postMessage(null, [port1])
      return port2
    },
    kill: (id) => void running.get(id)?.kill(),
    killAll() {
      for (const child of running.values()) child.kill()
    },
  }
}
