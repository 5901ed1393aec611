/** The one address of the page inside the window. */
export const pageOrigin = 'app://main'
export const pageUrl = `${pageOrigin}/`

/** Whether an address lies inside the page's own; anything that cannot be parsed does not. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return url.protocol === 'app:' && url.host === 'main' && url.username === '' && url.password === ''
}
