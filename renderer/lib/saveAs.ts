/** Hands a Blob to the person as a file of that name. */
export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The download reads the address after this turn; a minute is long enough for any browser to have opened it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
