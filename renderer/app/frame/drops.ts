/** A file let fall beside its goal must never make the browser open it in place of the program. */
export function preventDrops(): () => void {
  const prevent = (event: DragEvent) => event.preventDefault()
  window.addEventListener('dragover', prevent)
  window.addEventListener('drop', prevent)
  return () => {
    window.removeEventListener('dragover', prevent)
    window.removeEventListener('drop', prevent)
  }
}
