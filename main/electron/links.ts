/**
 * What may be opened outside the window: a web page or a new message, written as such, and nothing that would
 * bring a program onto the machine. Everything else is refused before the system sees it.
 */
import * as z from 'zod'

/** `address`: nothing that is ever opened. `mail`: a message with more in it than words and whom it is for. */
export type OutsideLink =
  | { open: string; name: string }
  | { refused: 'address' | 'mail' }
  | { refused: 'program'; name: string; file: string }

/** Windows gives up at 2,083 characters. */
const longest = 2000

/** Endings that a system runs, installs or mounts when they are opened, on any of our three. */
const programs = new Set(
  (
    'exe com scr pif cpl msi msp mst msix msixbundle appx appxbundle appinstaller application gadget ' +
    'bat cmd ps1 psm1 psd1 vb vbs vbe js jse mjs ws wsf wsc wsh hta sct reg inf msc lnk url scf chm xll ' +
    'sh bash zsh run bin appimage deb rpm snap flatpak flatpakref desktop ' +
    'dmg pkg mpkg app command workflow scpt jar jnlp apk py pyw rb pl iso img vhd vhdx'
  ).split(' '),
)
/** A value of the query that ends so is more often the name of a web site. */
const alsoHosts = new Set(['com', 'app', 'run', 'py', 'pl', 'sh'])

/** Null where the percent signs mean nothing. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

/** The endings that a system could see: without the dots and blanks that Windows drops, with and without parameters. */
function endingsOf(name: string): string[] {
  const bare = [name, name.split(';')[0] ?? ''].map((one) => one.replace(/[\s.]+$/u, ''))
  return bare.map((one) => /\.([^./\\]+)$/u.exec(one)?.[1]?.toLowerCase() ?? '')
}

/** The name of the program that a web address would bring, or null. */
function programIn(url: URL): string | null {
  const path = (decoded(url.pathname) ?? url.pathname).replace(/[/\\]+$/u, '')
  const file = path.slice(path.search(/[^/\\]*$/u))
  if (endingsOf(file).some((ending) => programs.has(ending))) return file
  for (const value of url.searchParams.values()) {
    const isProgram = endingsOf(value).some((ending) => programs.has(ending) && !alsoHosts.has(ending))
    if (isProgram) return value.slice(value.search(/[^/\\]*$/u))
  }
  return null
}

function web(url: URL): OutsideLink {
  // https://bank.example@evil.example
  if (url.username || url.password) return { refused: 'address' }
  const path = decoded(url.pathname)
  if (path === null || /\p{Cc}/u.test(path)) return { refused: 'address' }
  const file = programIn(url)
  return file === null ? { open: url.href, name: url.host } : { refused: 'program', name: url.host, file }
}

const mailAddress = z.email()
/** Other fields attach files of this machine, or send from another address. */
const mailFields = new Set(['subject', 'body', 'cc', 'bcc'])

/** Line breaks belong into the text alone: in a subject they would begin another field of the message. */
const isPlain = (field: string, value: string): boolean =>
  !/\p{Cc}/u.test(field === 'body' ? value.replaceAll(/[\r\n\t]/gu, '') : value)

function mail(url: URL): OutsideLink {
  const to = [decoded(url.pathname) ?? '']
  for (const [name, value] of url.searchParams) {
    const field = name.toLowerCase()
    if (!mailFields.has(field) || !isPlain(field, value)) return { refused: 'mail' }
    if (field === 'cc' || field === 'bcc') to.push(value)
  }
  const people = to.flatMap((text) => text.split(','))
  if (!people.every((one) => mailAddress.safeParse(one).success)) return { refused: 'mail' }
  return { open: url.href, name: people.join(', ') }
}

/** Judges an address; what is opened is the form that was judged, never the one that was given. */
export function outsideLink(address: string): OutsideLink {
  if (address.length > longest || !URL.canParse(address)) return { refused: 'address' }
  const url = new URL(address)
  if (url.protocol === 'https:') return web(url)
  return url.protocol === 'mailto:' ? mail(url) : { refused: 'address' }
}
