/** Files that a page brings in pieces because it cannot give a path. */
import { PassThrough } from 'node:stream'
import { once } from 'node:events'
import type { Arrived } from '#contract/documents.contract.ts'
import { Refusal } from '#contract/errors.ts'
import type { Caller } from '../../caller.ts'
import { checkSize } from '../../intake/steps/keep.ts'
import { newId } from '../../lib/ids.ts'
import type { Machine } from '../../machine.ts'
import type { Act, Service } from '../../road.ts'

/** Uploads that one core holds open; more are answered as if the first had been given up. */
const mostOpen = 20
const idleMs = 10 * 60_000

interface Upload {
  owner: Caller
  name: string
  size: number
  received: number
  /** Nobody else may append while one does. */
  busy: boolean
  stream: PassThrough
  control: AbortController
  kept: Promise<Arrived>
  idle: NodeJS.Timeout
}

export interface FilesDeps {
  machine(): Machine
}

export function filesService({ machine }: FilesDeps): Service<'files'> {
  const uploads = new Map<string, Upload>()

  function end(id: string): void {
    const upload = uploads.get(id)
    if (!upload) return
    uploads.delete(id)
    clearTimeout(upload.idle)
    upload.control.abort()
  }

  /** @throws Refusal upload-unknown, also for the upload of somebody else */
  function mine(id: string, { caller }: Act): Upload {
    const upload = uploads.get(id)
    if (!upload || upload.owner !== caller) throw new Refusal('upload-unknown')
    upload.idle.refresh()
    return upload
  }

  function makeRoom(): void {
    const oldest = uploads.keys().next().value
    if (uploads.size >= mostOpen && oldest) end(oldest)
  }

  return {
    begin({ name, size }, act) {
      checkSize(name, size)
      makeRoom()
      const id = newId()
      const control = new AbortController()
      const stream = new PassThrough({ highWaterMark: 1024 * 1024 })
      const by = act.session?.person.id ?? ''
      const kept = machine().intake.keep({ name, size, stream, via: 'page', by, signal: control.signal })
      // Who asks hears of a failure at `append` or `finish`; until then it is nobody's.
      kept.catch(() => {})
      const idle = setTimeout(() => end(id), idleMs)
      idle.unref()
      uploads.set(id, { owner: act.caller, name, size, received: 0, busy: false, stream, control, kept, idle })
      return { upload: id }
    },

    async append({ upload: id, offset, bytes }, act) {
      const upload = mine(id, act)
      if (upload.busy || offset !== upload.received || upload.received + bytes.size > upload.size) {
        end(id)
        throw new Refusal('file-changed', { name: upload.name })
      }
      upload.busy = true
      try {
        const piece = Buffer.from(await bytes.arrayBuffer())
        // The store may have failed meanwhile, on a full disk for one: its reason is the answer.
        if (upload.stream.destroyed) await upload.kept
        if (!upload.stream.write(piece)) await Promise.race([once(upload.stream, 'drain'), upload.kept])
        upload.received += piece.length
        return { received: upload.received }
      } catch (error) {
        end(id)
        throw error
      } finally {
        upload.busy = false
      }
    },

    async finish({ upload: id }, act) {
      const upload = mine(id, act)
      if (upload.busy || upload.received !== upload.size) {
        end(id)
        throw new Refusal('file-changed', { name: upload.name })
      }
      uploads.delete(id)
      clearTimeout(upload.idle)
      upload.stream.end()
      const { paper, duplicate } = await upload.kept
      return { paper, duplicate }
    },

    abandon({ upload: id }, act) {
      if (uploads.get(id)?.owner === act.caller) end(id)
      return {}
    },
  }
}
