/** The one way by which files come in from the page: dropped anywhere, or chosen in a dialog. */
import { bridge } from '../../lib/bridge.ts'
import { addFiles, arrivals } from './incoming/arrivals.ts'
import { droppedFiles } from './incoming/walk.ts'

export function takeInFiles(files: readonly File[]): void {
  addFiles(files)
}

/**
 * What was dropped, folders and all. Must be called while the drop event is being handled. Where files have
 * paths the core walks the folders by itself.
 */
export async function takeInDropped(transfer: DataTransfer): Promise<void> {
  if (bridge()) return takeInFiles([...transfer.files])
  const { files, unreadable } = await droppedFiles(transfer)
  takeInFiles(files)
  for (const name of unreadable) arrivals.addRefused({ name, size: 0 }, 'file-unreadable', { name })
}
