/** Parts of a paper's untouched original, however long, asked for in calls that the contract allows. */
import { chunkBytes } from '#contract/shared.ts'

export type ReadPart = (part: { offset: number; length: number }, signal: AbortSignal) => Promise<Blob>

/** The bytes from `begin` up to and without `end`, in one array. */
export async function readRange(
  read: ReadPart,
  begin: number,
  end: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(end - begin)
  for (let offset = begin; offset < end; offset += chunkBytes) {
    const length = Math.min(chunkBytes, end - offset)
    const piece = new Uint8Array(await (await read({ offset, length }, signal)).arrayBuffer())
    if (piece.length !== length) throw new Error(`asked for ${length} bytes at ${offset}, got ${piece.length}`)
    whole.set(piece, offset - begin)
  }
  return whole
}

/** The whole original as one Blob; `onProgress` hears how many bytes are here. */
export async function readWhole(
  read: ReadPart,
  size: number,
  signal: AbortSignal,
  onProgress: (done: number) => void = () => undefined,
): Promise<Blob> {
  const parts: Blob[] = []
  let done = 0
  while (done < size) {
    const part = await read({ offset: done, length: Math.min(chunkBytes, size - done) }, signal)
    if (part.size === 0) break
    parts.push(part)
    done += part.size
    onProgress(done)
  }
  if (done !== size) throw new Error(`the original has ${size} bytes, ${done} came`)
  return new Blob(parts)
}
