/** Where a word can still be found in a page: on it, in the browser's stores, in the address, in its memory. */
import type { Page } from 'playwright-core'

type Place = 'dom' | 'storages' | 'caches' | 'address' | 'memory'

/** Whether the page's heap holds the word, after the garbage was collected: as a debugger sees it. */
async function isInMemory(page: Page, word: string): Promise<boolean> {
  const debug = await page.context().newCDPSession(page)
  let isFound = false
  let tail = ''
  debug.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    isFound ||= (tail + chunk).includes(word)
    tail = chunk.slice(-word.length)
  })
  await debug.send('HeapProfiler.enable')
  await debug.send('HeapProfiler.collectGarbage')
  await debug.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, treatGlobalObjectsAsRoots: true })
  await debug.detach()
  return isFound
}

async function isInCaches(page: Page, word: string): Promise<boolean> {
  return page.evaluate(async (sought) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const kept = await cache.match(request)
        if (request.url.includes(sought) || (await kept?.text())?.includes(sought)) return true
      }
    }
    return false
  }, word)
}

/** The places that hold the word, each true; an empty object when none does. */
export async function tracesOf(page: Page, word: string): Promise<Partial<Record<Place, true>>> {
  // First, for what is asked below carries the word into the page.
  const memory = await isInMemory(page, word)
  const found = await page.evaluate((sought) => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value)
    const stored = [localStorage, sessionStorage].map((store) => JSON.stringify({ ...store }))
    return {
      dom: [document.documentElement.outerHTML, document.title, ...fields].join(' ').includes(sought),
      storages: [...stored, document.cookie].join(' ').includes(sought),
      address: [window.location.href, window.name, JSON.stringify(history.state)].join(' ').includes(sought),
    }
  }, word)
  const all = { ...found, caches: await isInCaches(page, word), memory }
  return Object.fromEntries(Object.entries(all).filter(([, is]) => is)) as Partial<Record<Place, true>>
}
