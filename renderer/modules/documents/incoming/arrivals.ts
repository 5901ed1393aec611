/** The queue of this window, and how a file joins it: by its path where page and core share a disk, else in pieces. */
import type { IntakeEvent } from '#contract/documents.contract.ts'
import { mostPaperBytes } from '#contract/shared.ts'
import { api } from '#renderer/lib/api.ts'
import { bridge } from '#renderer/lib/bridge.ts'
import { refusalOf } from '#renderer/lib/messages.ts'
import { bringInPieces, type ReadRefusal } from './pieces.ts'
import { type Carry, createQueue, type Fate } from './queue.ts'

/** Lives as long as the window: whoever leaves the page leaves its files on their way. */
export const arrivals = createQueue()

const readRefusal: ReadRefusal = (error) => {
  const code = refusalOf(error)
  if (!code) return null
  const data: unknown = typeof error === 'object' && error !== null && 'data' in error ? error.data : null
  return { code, data: typeof data === 'object' && data !== null ? { ...data } : {} }
}

/** Whatever goes wrong while a file travels ends as a refusal that can be read, never as a file without a fate. */
const toldToTheEnd =
  (name: string, carry: Carry): Carry =>
  async (tell, signal) => {
    try {
      await carry(tell, signal)
    } catch (error) {
      if (signal.aborted) return
      const refusal = readRefusal(error)
      tell({ kind: 'refused', reason: refusal?.code ?? 'unknown', data: { name, ...refusal?.data } })
    }
  }

function fateOf(outcomes: readonly Extract<IntakeEvent, { kind: 'outcome' }>['outcome'][]): Fate | null {
  const only = outcomes.length === 1 ? outcomes[0] : undefined
  if (only) {
    if (only.paper === null) return { kind: 'refused', reason: only.reason ?? 'unknown', data: { name: only.file } }
    return { kind: 'arrived', paper: only.paper, duplicate: only.outcome === 'duplicate', files: 1 }
  }
  const kept = outcomes.filter((one) => one.paper !== null)
  return outcomes.length === 0 ? null : { kind: 'arrived', paper: null, duplicate: false, files: kept.length }
}

const nameIn = (path: string) => path.split(/[/\\]/).at(-1) ?? path

const byPath =
  (path: string, name: string): Carry =>
  async (tell, signal) => {
    const outcomes: Extract<IntakeEvent, { kind: 'outcome' }>['outcome'][] = []
    for await (const event of await api.documents.takeIn({ paths: [path], until: 'kept' }, { signal })) {
      if (event.kind === 'copying') tell({ kind: 'travelling', done: event.done })
      if (event.kind === 'outcome') outcomes.push(event.outcome)
    }
    const fate = fateOf(outcomes)
    tell(fate ?? { kind: 'refused', reason: 'folder-empty', data: { name } })
    if (outcomes.length < 2) return
    for (const { file, paper, reason } of outcomes) {
      if (paper === null)
        arrivals.addRefused({ name: nameIn(file), size: 0 }, reason ?? 'unknown', { name: nameIn(file) })
    }
  }

const inPieces =
  (file: File): Carry =>
  (tell, signal) =>
    bringInPieces({ file, door: api.files, refusalOf: readRefusal, tell, signal })

export function addFile(file: File): void {
  const path = bridge()?.pathOf(file) ?? ''
  if (path) arrivals.add(file, toldToTheEnd(file.name, byPath(path, file.name)))
  else if (file.size > mostPaperBytes)
    arrivals.addRefused(file, 'file-too-big', { name: file.name, mostBytes: mostPaperBytes })
  else if (file.size === 0) arrivals.addRefused(file, 'file-empty', { name: file.name })
  else arrivals.add(file, toldToTheEnd(file.name, inPieces(file)))
}
