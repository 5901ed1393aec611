/** What a drop on the window really holds: folders are walked, files are taken as they are. */

/** Folders below folders are followed this deep; a loop made of links ends here. */
const mostDepth = 32
/** The most files of one drop, as the contract allows them. */
export const mostFiles = 10_000

function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

async function walk(entry: FileSystemEntry, depth: number, found: File[], unreadable: string[]): Promise<void> {
  if (found.length >= mostFiles) return
  try {
    if (isFile(entry)) found.push(await fileOf(entry))
    else if (isFolder(entry) && depth < mostDepth) {
      const reader = entry.createReader()
      // A reader gives its folder in batches and an empty one at the end.
      for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
        for (const child of batch) await walk(child, depth + 1, found, unreadable)
      }
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    unreadable.push(entry.name)
  }
}

export interface Dropped {
  files: File[]
  /** Names of files and folders that the system did not let us read. */
  unreadable: string[]
}

/** Must be called while the drop event is being handled: afterwards the browser has forgotten what was dropped. */
export function droppedFiles(transfer: DataTransfer): Promise<Dropped> {
  const entries: FileSystemEntry[] = []
  const files: File[] = []
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory) entries.push(entry)
    else if (file) files.push(file)
  }
  return (async () => {
    const unreadable: string[] = []
    for (const entry of entries) await walk(entry, 0, files, unreadable)
    return { files: files.slice(0, mostFiles), unreadable }
  })()
}
