/**
 * Reads everything of this machine again and says what does not fit; changes nothing.
 *  1. The database file, whole, beside this thread.
 *  2. Each paper: its row, its place in the index, its original, its picture.
 *  3. Files of the store that no paper knows.
 *  4. Each row against the log of its changes.
 *  5. The signed statements, judged anew, and whether they know who and what lies at the door.
 * It gives way after each paper, so that other requests are answered meanwhile; what comes or changes while it
 * runs is not mistaken for damage.
 */
import { setImmediate } from 'node:timers/promises'
import type { Problem } from '#contract/admin.contract.ts'
import { paper as paperSchema } from '#contract/documents.contract.ts'
import { isDamage } from '#db/connection.ts'
import { syncedTables } from '#db/entities.ts'
import { statementReader } from '#db/modules/admin/statements.repository.ts'
import { type CheckRepository, checkRepository } from '#db/modules/documents/check.repository.ts'
import { createScratchIndex, type ScratchIndex } from '#db/modules/documents/scratchIndex.ts'
import { type DocumentsRepository, documentsRepository } from '#db/modules/documents/documents.repository.ts'
import { createLogCheck } from '#db/records/logCheck.ts'
import type { DoorFile } from '../../identity/doorFile.ts'
import { type Directory, isHonest, judge } from '../../identity/directory.rules.ts'
import type { Machine } from '../../machine.ts'
import { paperFromRow } from '../documents/paper.rules.ts'
import { indexFits } from './indexCheck.ts'

export interface Verdict {
  ok: boolean
  problems: Problem[]
}
interface Progress {
  done: number
  of: number
}

const batch = 200
/** The contract allows ten events a second. */
const betweenMs = 100
/** More would not help anybody: the first hundreds tell what happened. */
const mostProblems = 500

interface Check {
  machine: Machine
  rows: CheckRepository
  papers: DocumentsRepository
  scratch: ScratchIndex
  problems: Problem[]
}

/** A broken page that a reading meets is a finding, not a fault of the check. */
async function look(check: Check, what: string, act: () => Promise<void> | void): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!isDamage(error)) throw error
    check.problems.push({ kind: 'database', what })
  }
}

function checkRow(id: string, { papers, problems }: Check): void {
  const row = papers.anywhere(id)
  const isSound = row && paperSchema.safeParse(paperFromRow(row, (person) => person, false)).success
  if (!isSound) problems.push({ kind: 'database', what: `paper ${id}` })
}

/** What fits at neither of two looks is a finding: between the pages others may write, also to this paper. */
async function checkIndex(id: string, check: Check): Promise<void> {
  for (let time = 0; time < 2; time++) {
    const paper = check.rows.paper(id)
    const isRead = paper?.state === 'filed' || paper?.state === 'review'
    if (!paper || !isRead || (await indexFits(paper, check))) return
  }
  check.problems.push({ kind: 'index', what: `paper ${id}` })
}

async function checkFile(name: string, what: string, { machine, problems }: Check): Promise<void> {
  const state = await machine.files.check(name)
  if (state !== 'sound') problems.push({ kind: state === 'missing' ? 'file-missing' : 'file-damaged', what })
}

/** Gives the names of the paper's files. */
async function checkPaper(id: string, check: Check): Promise<string[]> {
  const paper = check.rows.paper(id)
  if (!paper) return []
  checkRow(id, check)
  await checkIndex(id, check)
  await checkFile(paper.content, `paper ${id}`, check)
  if (!paper.picture) return [paper.content]
  await checkFile(paper.picture, `picture ${id}`, check)
  return [paper.content, paper.picture]
}

async function* checkPapers(check: Check, known: Set<string>, signal: AbortSignal): AsyncGenerator<number, void, void> {
  let done = 0
  for (let ids = check.rows.idsAfter('', batch); ids.length > 0; ids = check.rows.idsAfter(ids.at(-1) ?? '', batch)) {
    for (const id of ids) {
      signal.throwIfAborted()
      await look(check, `paper ${id}`, async () => {
        for (const name of await checkPaper(id, check)) known.add(name)
      })
      done += 1
      yield done
      await setImmediate()
    }
  }
}

/** What was found before is not said again: a row that is broken is also another than its changes make it. */
async function checkLog({ machine, problems }: Check, signal: AbortSignal): Promise<void> {
  const said = new Set(problems.map(({ what }) => what))
  const checkSlice = createLogCheck(machine.db.read, syncedTables)
  for (let after: string | null = null; ;) {
    signal.throwIfAborted()
    const { next, differing } = checkSlice(after)
    const found = differing.map(({ table, row }) => `${table} ${row}`).filter((what) => !said.has(what))
    problems.push(...found.map((what): Problem => ({ kind: 'record', what })))
    if (next === null) return
    after = next
    await setImmediate()
  }
}

/** A statement that is gone, and that no other names, is missed where this machine's people and itself stand on it. */
function checkDoor({ people, devices }: Directory, { people: known, device }: DoorFile, problems: Problem[]): void {
  if (devices.get(device.id)?.sign !== device.signPublic)
    problems.push({ kind: 'statement', what: `device ${device.id}` })
  for (const { id, signPublic } of known) {
    if (people.get(id)?.sign !== signPublic) problems.push({ kind: 'statement', what: `person ${id}` })
  }
}

function checkStatements({ machine, problems }: Check, door: DoorFile): void {
  const { organisation } = door
  const directory = judge(statementReader(machine.db.read).all(), organisation.rootPublic)
  const broken = directory.refused.filter(({ reason }) => reason !== 'waiting' && !isHonest(reason))
  const ids = [...broken.map(({ id }) => id), ...directory.missing]
  problems.push(...ids.map((id): Problem => ({ kind: 'statement', what: id })))
  if (directory.organisation?.id !== organisation.id) problems.push({ kind: 'statement', what: 'organisation' })
  if (directory.people.size === 0) problems.push({ kind: 'statement', what: 'people' })
  // One that is broken or missing explains by itself what it no longer says.
  if (ids.length === 0) checkDoor(directory, door, problems)
}

async function* run(check: Check, door: DoorFile, signal: AbortSignal): AsyncGenerator<Progress, void, void> {
  const { machine, rows, problems } = check
  // What comes into the store from here on is not looked for among the papers.
  const names = await machine.files.names()
  const of = rows.papers() + 2
  yield { done: 0, of }
  for (const what of await machine.checkDatabase(signal)) problems.push({ kind: 'database', what })
  yield { done: 1, of }
  const known = new Set<string>()
  let said = performance.now()
  for await (const done of checkPapers(check, known, signal)) {
    if (performance.now() - said < betweenMs) continue
    said = performance.now()
    yield { done: Math.min(done + 1, of - 1), of }
  }
  await look(check, 'paper', () => {
    // A paper may have come to its file while we read.
    const strays = names.filter((name) => !known.has(name) && !rows.knowsFile(name))
    problems.push(...strays.map((name): Problem => ({ kind: 'file-unknown', what: name })))
    if (rows.strayDocs() > 0) problems.push({ kind: 'index', what: 'paper_doc' })
  })
  await look(check, 'op', () => checkLog(check, signal))
  await look(check, 'statement', () => checkStatements(check, door))
  yield { done: of, of }
}

export async function* verifyMachine(
  machine: Machine,
  door: DoorFile,
  signal: AbortSignal,
): AsyncGenerator<Progress, Verdict, void> {
  const { read } = machine.db
  const scratch = createScratchIndex()
  const check: Check = {
    machine,
    rows: checkRepository(read),
    papers: documentsRepository(read),
    scratch,
    problems: [],
  }
  try {
    yield* run(check, door, signal)
    return { ok: check.problems.length === 0, problems: check.problems.slice(0, mostProblems) }
  } finally {
    scratch.close()
  }
}
