/** What the window's process and the core's process say to each other; both are our own and believe it. */

export type SettingName = 'closeToTray' | 'startWithMachine'

/** What only the window's process can do for the core. */
export type Ask =
  | { what: 'secret-keep'; name: string; secret: Uint8Array }
  | { what: 'secret-fetch'; name: string }
  | { what: 'secret-forget'; name: string }
  | { what: 'setting-get'; name: SettingName }
  | { what: 'setting-set'; name: SettingName; on: boolean }

export type AnswerValue = Uint8Array | boolean | null

export type ToCore =
  | { kind: 'open'; dataFolder: string; keyStore: boolean; settings: Record<SettingName, boolean> }
  /** With one port: a page of this window. */
  | { kind: 'page'; window: number }
  /** With one port: a verb of the command line, in a program that has no window. */
  | { kind: 'verb' }
  /** With one port: the parser that was asked for. */
  | { kind: 'parser-port'; id: number }
  | { kind: 'parser-gone'; id: number; code: number | null }
  | { kind: 'answer'; id: number; value: AnswerValue }
  | { kind: 'failed'; id: number; message: string }
  /** Files named on the command line, to be taken in once somebody is signed in. */
  | { kind: 'papers'; paths: string[] }
  /** The machine's screen was locked, or it goes to sleep. */
  | { kind: 'lock' }
  /** With `wait`, verbs that have reached this core by its socket get their answers first. */
  | { kind: 'close'; wait: boolean }

export type ToMain =
  | { kind: 'opened' }
  | { kind: 'refused'; code: string; data: Record<string, unknown> }
  | { kind: 'ask'; id: number; ask: Ask }
  | { kind: 'parser'; id: number; name: 'pdf'; memoryMb: number }
  | { kind: 'parser-kill'; id: number }
  /** The session of this window has ended: what the window holds must go. */
  | { kind: 'left'; window: number }
