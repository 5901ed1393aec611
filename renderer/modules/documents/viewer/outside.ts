/** Addresses that lead out of the program, as a paper holds them: nobody vouches for them. */

/**
 * The address of a link that may be proposed: https or a mail address. Everything else leads nowhere, and so
 * does an address with a name in it (`https://bank.example@elsewhere.example`), which is made to deceive.
 */
export function outsideAddress(url: string): URL | null {
  const address = URL.parse(url)
  if (!address || address.username || address.password) return null
  return address.protocol === 'https:' || address.protocol === 'mailto:' ? address : null
}

/** What is shown of an address before it is followed: its host, or the mail address. */
export function placeOf(address: URL): string {
  if (address.protocol !== 'mailto:') return address.host
  try {
    return decodeURIComponent(address.pathname)
  } catch (error) {
    // A paper may hold anything: what cannot be decoded is shown as it stands.
    if (error instanceof URIError) return address.pathname
    throw error
  }
}
