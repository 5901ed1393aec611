/** What plain Node can give the core: child processes, and neither a key store nor settings of the desktop. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Host, ParserProcess } from './host.ts'

const entryOf = (name: string): string => fileURLToPath(new URL(`../parsers/${name}.ts`, import.meta.url))

/** The parser has no business with our environment; Windows alone cannot start a program without its root. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const root = process.env['SystemRoot']
  return root ? { SystemRoot: root } : {}
}

export interface NodeParserProcess extends ParserProcess {
  /** Undefined when it could not be started. */
  pid: number | undefined
}

/** Starts an entry file as a process of its own, with messages as its only way in and out. */
export function startParserProcess(entry: string, memoryMb: number): NodeParserProcess {
  const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, entry], {
    // What it prints may quote what it was reading: nobody listens.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: cleanEnvironment(),
    windowsHide: true,
  })
  let gone = false
  const listeners: ((code: number | null) => void)[] = []
  const leave = (code: number | null): void => {
    if (gone) return
    gone = true
    for (const listener of listeners) listener(code)
  }
  child.once('exit', leave)
  // A program that cannot be started has no exit; a channel that breaks is followed by one.
  child.on('error', () => (child.pid === undefined ? leave(null) : child.kill('SIGKILL')))
  return {
    pid: child.pid,
    post(message) {
      if (!gone && child.connected) child.send(message as object, () => {})
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void listeners.push(listener),
    kill: () => void child.kill('SIGKILL'),
  }
}

export function nodeHost(kind: 'loopback' | 'cli'): Host {
  return {
    kind,
    startParser: (name, memoryMb) => startParserProcess(entryOf(name), memoryMb),
    secrets: null,
    settings: { closeToTray: null, startWithMachine: null },
  }
}
