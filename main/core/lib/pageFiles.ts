/**
 * The files of the page, as both hosts give them: the window of the desktop under `app://main`, a browser
 * under `http://127.0.0.1:P`. Promises:
 * 1. only files that lay in the renderer's folder when it was read are ever given, whatever the path says;
 * 2. every answer carries the content security policy, and each load of the page a nonce of its own;
 * 3. the page itself is never cached, what carries a hash in its name is cached for ever.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface PageAnswer {
  status: 200 | 404
  headers: Record<string, string>
  body: Buffer
}

/** Answers the path of a request as it stands in the request line: percent signs and dots untouched. */
export type PageFiles = (path: string) => Promise<PageAnswer>

/** Stands in index.html wherever the nonce of the load must stand. */
const nonceMark = '%NONCE%'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/** The policy of engineering.md §4, row 5: no inline script, no eval, nothing from a network. */
export function contentSecurity(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

function headersFor(type: string, nonce: string, cache: 'no-store' | 'no-cache' | 'immutable'): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurity(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': cache === 'immutable' ? 'public, max-age=31536000, immutable' : cache,
  }
}

const newNonce = () => randomBytes(16).toString('base64')
/** Vite writes a hash of the content into the names below `assets`. */
const isHashed = (name: string) => /^\/assets\/.+-[\w-]{8}\.\w+$/.test(name)
/** An address of the page's own router: words and ids between slashes, never a dot, a percent sign or a backslash. */
const isRoute = (path: string) => /^\/[\w/-]*$/.test(path)

/** What the folder holds, by the path under which it is asked for. Links are left out: they may lead outside. */
function namesIn(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    files.set(`/${relative(folder, file).split(sep).join('/')}`, file)
  }
  return files
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null // not an address: malformed percent signs
  }
}

/** Reads the folder's list once; a page built anew needs a new host. Fails when there is no page in it. */
export function openPageFiles(folder: string): PageFiles {
  const files = namesIn(folder)
  const index = readFileSync(join(folder, 'index.html'), 'utf8')
  const page = (): PageAnswer => {
    const nonce = newNonce()
    return {
      status: 200,
      headers: headersFor('text/html; charset=utf-8', nonce, 'no-store'),
      body: Buffer.from(index.replaceAll(nonceMark, nonce)),
    }
  }
  const absent = (): PageAnswer => ({
    status: 404,
    headers: headersFor('text/plain; charset=utf-8', newNonce(), 'no-store'),
    body: Buffer.from('404'),
  })
  return async (path) => {
    if (isRoute(path) || path === '/index.html') return page()
    const name = decoded(path)
    const file = name === null ? undefined : files.get(name)
    if (!name || !file) return absent()
    const type = types[extname(name).toLowerCase()] ?? 'application/octet-stream'
    return {
      status: 200,
      headers: headersFor(type, newNonce(), isHashed(name) ? 'immutable' : 'no-cache'),
      body: await readFile(file),
    }
  }
}
