/** Files that a person drops or chooses anywhere go to the room of the documents. */
type Intake = typeof import('../modules/documents/takeIn.ts')

let intake: Intake | null = null

/** Loads what takes files in while they still hang over the window: a browser forgets a drop at once. */
export async function prepareIntake(): Promise<Intake> {
  intake ??= await import('../modules/documents/takeIn.ts')
  return intake
}

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
