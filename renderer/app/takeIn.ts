/** Files that a person drops or chooses anywhere go to the room of the documents. */
import { useSyncExternalStore } from 'react'

type Intake = typeof import('../modules/documents/takeIn.ts')

let intake: Intake | null = null
const listeners = new Set<() => void>()

/** Loads what takes files in while they still hang over the window: a browser forgets a drop at once. */
export async function prepareIntake(): Promise<Intake> {
  if (intake) return intake
  intake = await import('../modules/documents/takeIn.ts')
  for (const listener of listeners) listener()
  return intake
}

/** Whether anything can have come in yet: what shows it is loaded only then. */
export const useHasIntake = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => intake !== null,
  )

export async function takeIn(files: readonly File[]): Promise<void> {
  if (files.length > 0) (await prepareIntake()).takeInFiles(files)
}

/** Must be called while the drop event is being handled. */
export async function takeDropped(data: DataTransfer): Promise<void> {
  // A drop in the first moments still gives its files; only folders need the module to be there already.
  await (intake ? intake.takeInDropped(data) : takeIn([...data.files]))
}

/** The system's file dialog; it opens only as the answer to a press. */
export function chooseFiles(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.addEventListener('change', () => void takeIn([...(input.files ?? [])]))
  input.click()
}
