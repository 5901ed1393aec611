/**
 * Step 1: the bytes of a stream go into the store, sealed as they come. Whatever goes wrong on the way, nothing
 * of it stays.
 */
import { addAbortSignal, type Readable } from 'node:stream'
import { Refusal } from '#contract/errors.ts'
import { mostPaperBytes } from '#contract/shared.ts'
import type { Incoming, Stored } from '../../files/incoming.ts'
import type { FileStore } from '../../files/store.ts'

export interface Source {
  name: string
  /** The size that was promised: the stream must have exactly this many bytes. */
  size: number
  stream: Readable
  signal?: AbortSignal
}

/** @throws Refusal file-empty, file-too-big */
export function checkSize(name: string, size: number): void {
  if (size === 0) throw new Refusal('file-empty', { name })
  if (size > mostPaperBytes) throw new Refusal('file-too-big', { name, mostBytes: mostPaperBytes })
}

async function copy(source: Source, incoming: Incoming): Promise<void> {
  for await (const piece of source.stream) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('the stream of a paper gives bytes')
    if (incoming.size + piece.length > source.size) throw new Refusal('file-changed', { name: source.name })
    await incoming.append(piece)
  }
  if (incoming.size !== source.size) throw new Refusal('file-changed', { name: source.name })
}

/**
 * `enter` gives the file its name, by calling `finish`, and the paper its row.
 * @throws Refusal file-empty, file-too-big, file-changed; the signal's reason
 */
export async function keepBytes<T>(
  files: FileStore,
  source: Source,
  enter: (finish: () => Promise<Stored>) => Promise<T>,
): Promise<T> {
  let incoming: Incoming | null = null
  // An error before the first byte is asked for is met again by whoever asks; here it must only not be unheard.
  source.stream.on('error', () => {})
  try {
    checkSize(source.name, source.size)
    if (source.signal) addAbortSignal(source.signal, source.stream)
    const mine = (incoming = await files.begin())
    await copy(source, mine)
    return await enter(() => mine.finish())
  } catch (error) {
    await incoming?.abandon()
    source.signal?.throwIfAborted()
    throw error
  } finally {
    source.stream.destroy()
  }
}
