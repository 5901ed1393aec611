/**
 * Files that a page brings in pieces because it cannot give a path. An upload is a grant, given to a caller while its
 * person was in: pieces are taken by it alone, whoever is in meanwhile, and the paper is of who was granted it.
 */
import { PassThrough } from 'node:stream'
import { once } from 'node:events'
import type { Arrived } from '#contract/documents.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { runAs } from '#db/records/actor.ts'
import type { Caller, Session } from '../../caller.ts'
import { checkSize } from '../../intake/steps/keep.ts'
import { newId } from '../../lib/ids.ts'
import type { Machine } from '../../machine.ts'
import type { Act, Service } from '../../road.ts'
import type { Comings } from './comings.ts'
import type { PlaceOf } from './placing.ts'

/** Uploads that one core holds open; when more are opened, the first is given up. */
const mostOpen = 20
/** Uploads that are begun and not ended. */
const mostGranted = 20_000
const silentMs = 10 * 60_000

/** The way into the store, open from the first piece on. */
interface Way {
  stream: PassThrough
  control: AbortController
  kept: Promise<Arrived>
}

interface Upload {
  owner: Caller
  by: string
  name: string
  size: number
  space: string
  received: number
  /** Nobody else may append while one does. */
  busy: boolean
  way: Way | null
}

export interface FilesDeps {
  machine(): Machine
  placeOf: PlaceOf
  comings: Pick<Comings, 'tell' | 'mayGoOn'>
  /** Whether this person sees a paper. */
  sees(paper: string, session: Session | null): boolean
}

const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : 'internal')

/** Whoever began it is not in: no screen of theirs hears what becomes of it. */
const isAway = ({ owner, by }: Upload): boolean => owner.session()?.person.id !== by

export function filesService({ machine, placeOf, comings, sees }: FilesDeps): Service<'files'> {
  const uploads = new Map<string, Upload>()
  /** Those with a way, the first opened first. */
  const open = new Set<string>()
  const silence = new Map<Caller, NodeJS.Timeout>()

  function end(id: string): void {
    uploads.get(id)?.way?.control.abort()
    uploads.delete(id)
    open.delete(id)
  }

  /** Nobody brings the rest of it: its person is told, wherever they are. */
  function giveUp(id: string): void {
    const upload = uploads.get(id)
    end(id)
    if (upload) comings.tell(upload.by, { name: upload.name, reason: 'left-behind' })
  }

  /** A caller that is silent for long has given up what it began. */
  function heard(owner: Caller): void {
    const known = silence.get(owner)
    if (known) return void known.refresh()
    const timer = setTimeout(() => {
      silence.delete(owner)
      for (const [id, upload] of uploads) if (upload.owner === owner) giveUp(id)
    }, silentMs)
    timer.unref()
    silence.set(owner, timer)
  }

  /** @throws Refusal upload-unknown, also for the upload of somebody else, or of who is shut out */
  function mine(id: string, { caller }: Act): Upload {
    const upload = uploads.get(id)
    if (!upload || upload.owner !== caller) throw new Refusal('upload-unknown')
    if (!comings.mayGoOn(upload.by)) {
      end(id)
      throw new Refusal('upload-unknown')
    }
    heard(caller)
    return upload
  }

  /** Gives up the first of them until there are no more than `most`. */
  function makeRoom(all: ReadonlyMap<string, unknown> | ReadonlySet<string>, most: number): void {
    const surplus = all.size - most
    if (surplus <= 0) return
    for (const id of [...all.keys()].slice(0, surplus)) giveUp(id)
  }

  function wayOf(id: string, upload: Upload): Way {
    if (upload.way) return upload.way
    makeRoom(open, mostOpen - 1)
    const { name, size, space, by } = upload
    const control = new AbortController()
    const stream = new PassThrough({ highWaterMark: 1024 * 1024 })
    const source = { name, size, stream, via: 'page', by, space, signal: control.signal } as const
    // Whoever is in while the pieces come: the paper is taken in by who began it.
    const kept = runAs({ person: by, act: 'files.begin' }, () => machine().intake.keep(source))
    // Who asks hears of a failure at `append` or `finish`; until then it is nobody's.
    kept.catch(() => {})
    open.add(id)
    return (upload.way = { stream, control, kept })
  }

  /** Does one step of an upload; where it fails the upload has ended, and its person is told when nobody else can. */
  async function step<T>(id: string, upload: Upload, act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      end(id)
      if (isAway(upload)) comings.tell(upload.by, { name: upload.name, reason: codeOf(error) })
      throw error
    }
  }

  return {
    begin({ files, space: wanted }, act) {
      for (const { name, size } of files) checkSize(name, size)
      const space = placeOf(wanted, act.session)
      const by = act.session?.person.id ?? ''
      const begun = files.map(({ name, size }) => {
        const id = newId()
        uploads.set(id, { owner: act.caller, by, name, size, space, received: 0, busy: false, way: null })
        return id
      })
      makeRoom(uploads, mostGranted)
      heard(act.caller)
      return { uploads: begun }
    },

    async append({ upload: id, offset, bytes }, act) {
      const upload = mine(id, act)
      return step(id, upload, async () => {
        if (upload.busy || offset !== upload.received || upload.received + bytes.size > upload.size)
          throw new Refusal('file-changed', { name: upload.name })
        upload.busy = true
        try {
          const { stream, kept } = wayOf(id, upload)
          const piece = Buffer.from(await bytes.arrayBuffer())
          // The store may have failed meanwhile, on a full disk for one: its reason is the answer.
          if (stream.destroyed) await kept
          if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), kept])
          upload.received += piece.length
          return { received: upload.received }
        } finally {
          upload.busy = false
        }
      })
    },

    async finish({ upload: id }, act) {
      const upload = mine(id, act)
      return step(id, upload, async () => {
        const { way } = upload
        if (!way || upload.busy || upload.received !== upload.size)
          throw new Refusal('file-changed', { name: upload.name })
        uploads.delete(id)
        open.delete(id)
        way.stream.end()
        const { paper, duplicate } = await way.kept
        if (!isAway(upload)) return { paper: sees(paper, act.session) ? paper : null, duplicate }
        comings.tell(upload.by, { name: upload.name, reason: null })
        return { paper: null, duplicate }
      })
    },

    abandon({ uploads: ids }, { caller }) {
      for (const id of ids) {
        const upload = uploads.get(id)
        if (upload?.owner !== caller) continue
        if (isAway(upload)) giveUp(id)
        else end(id)
      }
      return {}
    },
  }
}
