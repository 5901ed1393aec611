/** The untouched original on its way out of the archive: byte for byte, under the name that it came with. */
import { api } from '#renderer/lib/api.ts'
import { saveAs } from '#renderer/lib/saveAs.ts'
import { type ReadPart, readWhole } from '../viewer/pieces.ts'

export const partsOf =
  (id: string): ReadPart =>
  ({ offset, length }, signal) =>
    api.documents.bytes({ id, offset, length }, { signal })

/** Brings the whole original and saves it; fails rather than save a part of it. */
export async function saveOriginal(
  paper: { id: string; name: string; size: number },
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<void> {
  saveAs(await readWhole(partsOf(paper.id), paper.size, signal, onProgress), paper.name)
}
