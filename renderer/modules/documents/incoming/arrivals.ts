/** The queue of this window, and how a file joins it: by its path where page and core share a disk, else in pieces. */
import type { IntakeOutcome } from '#contract/documents.contract.ts'
import { mostPaperBytes } from '#contract/shared.ts'
import { api } from '#renderer/lib/api.ts'
import { bridge } from '#renderer/lib/bridge.ts'
import { holdPage } from '#renderer/lib/forget.ts'
import { refusalOf } from '#renderer/lib/messages.ts'
import { type Grant, giveBack, givenBack, grantAnew, grantsFor } from './grants.ts'
import { bringInPieces, type ReadRefusal } from './pieces.ts'
import { createPlace } from './place.ts'
import { type Carry, createQueue, type Fate } from './queue.ts'

/** Lives as long as the window: whoever leaves the page leaves its files on their way. */
export const arrivals = createQueue()
/** Where they shall lie. */
export const place = createPlace()

// The page is the only one that can read these files: it is loaded anew when they have come, or were given up.
holdPage(() => arrivals.whenUnbound()?.then(async () => void (await givenBack())) ?? null)

const readRefusal: ReadRefusal = (error) => {
  const code = refusalOf(error)
  if (!code) return null
  const data: unknown = typeof error === 'object' && error !== null && 'data' in error ? error.data : null
  return { code, data: typeof data === 'object' && data !== null ? { ...data } : {} }
}

/** Whatever goes wrong while a file travels ends as a refusal that can be read, never as a file without a fate. */
const toldToTheEnd =
  (name: string, carry: Carry): Carry =>
  async (tell, signal) => {
    try {
      await carry(tell, signal)
    } catch (error) {
      if (signal.aborted) return
      const refusal = readRefusal(error)
      tell({ kind: 'refused', reason: refusal?.code ?? 'unknown', data: { name, ...refusal?.data } })
    }
  }

/** New papers that the person sees; one that was here already lies where it lies. */
const madeBy = (fate: Fate): readonly string[] =>
  fate.kind !== 'arrived' ? [] : (fate.made ?? (fate.paper === null || fate.duplicate ? [] : [fate.paper]))

/** Moves papers that have come to where the person has chosen meanwhile; one that cannot be moved is listed. */
async function moveTo(space: string, name: string, papers: readonly string[]): Promise<void> {
  for (const id of papers) {
    try {
      await api.documents.edit({ id, space })
    } catch (error) {
      const refusal = readRefusal(error)
      arrivals.addRefused({ name, size: 0 }, refusal?.code ?? 'unknown', { name, ...refusal?.data })
    }
  }
}

/** The choice of the person: for what has come, what is on its way, and what comes next. */
export function placeAll(space: string): void {
  place.choose(space)
  grantAnew(space)
  for (const { name, fate } of arrivals.items()) void moveTo(space, name, madeBy(fate))
}

/** Sets out for the place of `goal`, and follows when another is chosen on the way. */
const placed =
  (name: string, goal: () => string | null, carryTo: (space: string | null) => Carry): Carry =>
  (tell, signal) => {
    const begun = goal()
    return carryTo(begun)((fate) => {
      tell(fate)
      const now = place.chosen()
      if (now !== null && now !== begun) void moveTo(now, name, madeBy(fate))
    }, signal)
  }

/** What was kept and cannot be read is a paper; what never became one was refused. */
const isRefused = ({ paper, outcome }: IntakeOutcome): boolean => paper === null && outcome === 'refused'

function fateOf(outcomes: readonly IntakeOutcome[]): Fate | null {
  const only = outcomes.length === 1 ? outcomes[0] : undefined
  if (only) {
    if (isRefused(only)) return { kind: 'refused', reason: only.reason ?? 'unknown', data: { name: only.file } }
    return { kind: 'arrived', paper: only.paper, duplicate: only.outcome === 'duplicate', files: 1 }
  }
  const kept = outcomes.filter((one) => !isRefused(one))
  const made = kept.flatMap(({ paper, outcome }) => (paper === null || outcome === 'duplicate' ? [] : [paper]))
  return outcomes.length === 0 ? null : { kind: 'arrived', paper: null, duplicate: false, files: kept.length, made }
}

const nameIn = (path: string) => path.split(/[/\\]/).at(-1) ?? path

const byPath =
  (path: string, name: string, space: string | null): Carry =>
  async (tell, signal) => {
    const outcomes: IntakeOutcome[] = []
    const wish = space === null ? {} : { space }
    for await (const event of await api.documents.takeIn({ paths: [path], until: 'kept', ...wish }, { signal })) {
      if (event.kind === 'copying') tell({ kind: 'travelling', done: event.done })
      if (event.kind === 'outcome') outcomes.push(event.outcome)
    }
    const fate = fateOf(outcomes)
    tell(fate ?? { kind: 'refused', reason: 'folder-empty', data: { name } })
    if (outcomes.length < 2) return
    for (const { file, reason } of outcomes.filter(isRefused))
      arrivals.addRefused({ name: nameIn(file), size: 0 }, reason ?? 'unknown', { name: nameIn(file) })
  }

const inPieces =
  (file: File, grant: Grant): Carry =>
  (tell, signal) => {
    const door = {
      begin: grant.begin,
      append: api.files.append,
      finish: api.files.finish,
      abandon: async ({ upload }: { upload: string }) => giveBack(upload),
    }
    return bringInPieces({ file, door, refusalOf: readRefusal, tell, signal })
  }

function addInPieces(files: readonly File[]): void {
  for (const grant of grantsFor(files, place.chosen())) {
    const { file } = grant
    const carry = placed(file.name, grant.space, () => inPieces(file, grant))
    arrivals.add(file, toldToTheEnd(file.name, carry), { isBound: true, dropped: grant.drop })
  }
}

export function addFiles(files: readonly File[]): void {
  const pieces: File[] = []
  for (const file of files) {
    const { name, size } = file
    const path = bridge()?.pathOf(file) ?? ''
    if (path)
      arrivals.add(
        file,
        toldToTheEnd(
          name,
          placed(name, place.chosen, (space) => byPath(path, name, space)),
        ),
      )
    else if (size > mostPaperBytes) arrivals.addRefused(file, 'file-too-big', { name, mostBytes: mostPaperBytes })
    else if (size === 0) arrivals.addRefused(file, 'file-empty', { name })
    else pieces.push(file)
  }
  addInPieces(pieces)
}
