/** The untouched original on its way out of the archive: byte for byte, under the name that it came with. */
import { api } from '#renderer/lib/api.ts'
import { type ReadPart, readWhole } from '../viewer/pieces.ts'

export const partsOf =
  (id: string): ReadPart =>
  ({ offset, length }, signal) =>
    api.documents.bytes({ id, offset, length }, { signal })

/** Hands a Blob to the person as a file of that name. */
function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The download reads the address after this turn; a minute is long enough for any browser to have opened it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Brings the whole original and saves it; fails rather than save a part of it. */
export async function saveOriginal(
  paper: { id: string; name: string; size: number },
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<void> {
  saveAs(await readWhole(partsOf(paper.id), paper.size, signal, onProgress), paper.name)
}
