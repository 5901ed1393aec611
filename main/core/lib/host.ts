/**
 * The port to what only the host can give: the core itself is plain Node and never imports Electron.
 * Electron gives utility processes and the system's key store, Node gives child processes and no key store.
 */

/** A process of its own that reads untrusted bytes. It gets bytes, never paths, keys or the database. */
export interface ParserProcess {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the process is gone, whatever the reason. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** Keeps small secrets in the system's key store, or is absent. It is never the only lock. */
export interface SecretStore {
  keep(name: string, secret: Uint8Array): Promise<void>
  fetch(name: string): Promise<Uint8Array | null>
  forget(name: string): Promise<void>
}

/** What the desktop can arrange; a member that is null is a setting that this host does not have. */
export interface HostSettings {
  closeToTray: { get(): Promise<boolean>; set(on: boolean): Promise<void> } | null
  startWithMachine: { get(): Promise<boolean>; set(on: boolean): Promise<void> } | null
}

export interface Host {
  kind: 'electron' | 'loopback' | 'cli'
  /** Starts the entry file `main/core/parsers/<name>` with at most `memoryMb` of heap. */
  startParser(name: 'pdf', memoryMb: number): ParserProcess
  secrets: SecretStore | null
  settings: HostSettings
}
