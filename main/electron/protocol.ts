/** `app://main`: the built page, under the same rules as on the loopback host; never `file://`. */
import { protocol, type Session } from 'electron'
import { openPageFiles, type PageFiles } from '#core/lib/pageFiles.ts'
import { isOwnAddress } from './address.ts'

/** Must be called before the program is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

const notFound = () => new Response('404', { status: 404, headers: { 'content-type': 'text/plain' } })

export function pageHandler(files: PageFiles): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' || !isOwnAddress(request.url)) return notFound()
    const { status, headers, body } = await files(new URL(request.url).pathname)
    return new Response(new Uint8Array(body), { status, headers })
  }
}

export function servePage(session: Session, rendererFolder: string): void {
  session.protocol.handle('app', pageHandler(openPageFiles(rendererFolder)))
}
