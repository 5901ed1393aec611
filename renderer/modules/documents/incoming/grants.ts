/**
 * Grants for files that come in pieces. Those of one drop are asked for together and at once, while the person is in:
 * with its grant a file still comes in behind the lock. What nobody brings is given back.
 */
import { mostBegun } from '#contract/shared.ts'
import { api } from '#renderer/lib/api.ts'

export interface Grant {
  readonly file: File
  /** Where the file will lie by this grant; null: where the core's rule says. */
  space(): string | null
  /** The grant of the drop; asked again, another one. */
  begin(): Promise<{ upload: string }>
  /** The file does not set out any more. */
  drop(): void
}

const unwanted = new Set<string>()
let givingBack: Promise<unknown> = Promise.resolve()

async function giveAllBack(): Promise<void> {
  const uploads = [...unwanted]
  unwanted.clear()
  for (let from = 0; from < uploads.length; from += mostBegun)
    await api.files.abandon({ uploads: uploads.slice(from, from + mostBegun) })
}

/** Many that are given back at once go in one call. Best effort: after a while the core clears them by itself. */
export function giveBack(upload: string): void {
  if (unwanted.size === 0)
    givingBack = Promise.resolve()
      .then(giveAllBack)
      .catch(() => {})
  unwanted.add(upload)
}

/** Resolves when what was given back has arrived. */
export const givenBack = (): Promise<unknown> => givingBack

/** Asks for uploads of these files, in as few calls as the contract allows; in their order. */
function ask(files: readonly File[], space: string | null): Promise<string>[] {
  const asked: Promise<string>[] = []
  for (let from = 0; from < files.length; from += mostBegun) {
    const batch = files.slice(from, from + mostBegun).map(({ name, size }) => ({ name, size }))
    const begun = api.files.begin({ files: batch, ...(space === null ? {} : { space }) })
    for (const nth of batch.keys()) asked.push(begun.then(({ uploads }) => uploads[nth] ?? ''))
  }
  // Met again by whoever begins.
  for (const one of asked) one.catch(() => {})
  return asked
}

interface Waiting {
  file: File
  /** Null once it has set out. */
  upload: Promise<string> | null
  space: string | null
}

/** Granted, and not set out yet. */
const waiting = new Set<Waiting>()

function grantOf(file: File, upload: Promise<string>, space: string | null): Grant {
  const own: Waiting = { file, upload, space }
  waiting.add(own)
  return {
    file,
    space: () => own.space,
    async begin() {
      const first = own.upload
      own.upload = null
      waiting.delete(own)
      return { upload: await (first ?? ask([file], own.space)[0] ?? '') }
    },
    drop() {
      waiting.delete(own)
      own.upload?.then(giveBack, () => {})
    },
  }
}

/** A grant for each file. */
export function grantsFor(files: readonly File[], space: string | null): Grant[] {
  const asked = ask(files, space)
  return files.flatMap((file, nth) => {
    const upload = asked[nth]
    return upload ? [grantOf(file, upload, space)] : []
  })
}

/** Another place was chosen: what has not set out is granted for there, and the first grants are given back. */
export function grantAnew(space: string): void {
  const all = [...waiting]
  const asked = ask(
    all.map(({ file }) => file),
    space,
  )
  for (const [nth, own] of all.entries()) {
    own.upload?.then(giveBack, () => {})
    own.upload = asked[nth] ?? null
    own.space = space
  }
}
