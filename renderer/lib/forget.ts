/**
 * When a person leaves, nothing that they had on the screen stays for the next one. Promises:
 * 1. what the page keeps in the browser's stores goes, save the token by which this page reaches the core;
 * 2. words of a search do not stay in the address, and its room only for who locked and is expected back;
 * 3. the page is loaded anew, so that its memory goes as a whole: answers, drafts, opened papers, passwords;
 * 4. where files are on their way that only this page can bring, it shows nothing of anybody, lets nobody in, and is
 *    loaded anew when they have come.
 */
import { tokenKey } from './socketLink.ts'

async function emptyCaches(): Promise<void> {
  // Absent where the page is not served securely; then nothing can lie in it.
  if (!('caches' in window)) return
  const names = await caches.keys()
  await Promise.all(names.map((name) => caches.delete(name)))
}

async function emptyDatabases(): Promise<void> {
  for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name)
}

function emptyStorages(): void {
  const token = sessionStorage.getItem(tokenKey)
  sessionStorage.clear()
  localStorage.clear()
  if (token) sessionStorage.setItem(tokenKey, token)
}

/** The address as it may be seen by whoever comes next; `keepRoom` when the same person is expected back. */
export function shortenAddress(keepRoom: boolean): void {
  const room = keepRoom ? (window.location.hash.split('?')[0] ?? '') : ''
  window.history.replaceState(null, '', window.location.pathname + room)
}

let whatHolds: () => Promise<void> | null = () => null

/** `ask` gives a promise for the end of what this page alone can bring, or null while there is nothing. */
export function holdPage(ask: () => Promise<void> | null): void {
  whatHolds = ask
}

/** Ends with the page being loaded anew, whatever fails before; `onHeld` is told when that has to wait. */
export async function forgetPerson(keepRoom: boolean, onHeld: () => void): Promise<void> {
  emptyStorages()
  window.name = ''
  shortenAddress(keepRoom)
  const held = whatHolds()
  if (held) onHeld()
  await Promise.allSettled([emptyCaches(), emptyDatabases(), held])
  window.location.reload()
}
