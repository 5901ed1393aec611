/**
 * Reads everything of this machine again and says what does not fit; changes nothing.
 *  1. The database file, whole, beside this thread.
 *  2. Each paper: its row, its original, its picture, its place in the index.
 *  3. Files of the store that no paper knows.
 *  4. The signed statements, judged anew.
 * It reads a few rows at a time and gives way between them, so that other requests are answered meanwhile.
 */
import { setImmediate } from 'node:timers/promises'
import { type Problem } from '#contract/admin.contract.ts'
import { paper as paperSchema } from '#contract/documents.contract.ts'
import { type CheckedPaper, type CheckRepository, checkRepository } from '#db/modules/admin/check.repository.ts'
import { isDamage } from '#db/connection.ts'
import { documentsRepository } from '#db/modules/documents/documents.repository.ts'
import type { FileStore } from '../../files/store.ts'
import { judge } from '../../identity/statements.rules.ts'
import { readDoor } from '../../identity/doorFile.ts'
import type { Machine } from '../../machine.ts'
import { paperFromRow } from '../documents/paper.rules.ts'
import { createIndexCheck, type IndexCheck } from './indexCheck.ts'

export interface Verdict {
  ok: boolean
  problems: Problem[]
}
interface Progress {
  done: number
  of: number
}

const batch = 50
/** The contract allows ten events a second. */
const betweenEvents = 100
/** More would not help anybody; the first hundreds tell what happened. */
const mostProblems = 500

/** Files that may only be missing or damaged, each looked at once. */
async function checkFile(files: FileStore, name: string, what: string): Promise<Problem[]> {
  const state = await files.check(name)
  if (state === 'sound') return []
  return [{ kind: state === 'missing' ? 'file-missing' : 'file-damaged', what }]
}

interface Papers {
  machine: Machine
  rows: CheckRepository
  index: IndexCheck
}

async function checkPaper(paper: CheckedPaper, { machine, rows, index }: Papers): Promise<Problem[]> {
  const row = documentsRepository(machine.db.read).byId(paper.id)
  if (!row) return []
  const problems: Problem[] = []
  const sound = paperSchema.safeParse(paperFromRow(row, (person) => person)).success
  if (!sound) problems.push({ kind: 'database', what: `paper ${paper.id}` })
  problems.push(...(await checkFile(machine.files, paper.content, `paper ${paper.id}`)))
  if (paper.picture) problems.push(...(await checkFile(machine.files, paper.picture, `picture ${paper.id}`)))
  const settled = row.state === 'filed' || row.state === 'review'
  if (settled && !index.fits(paper) && rows.head(paper.id)) problems.push({ kind: 'index', what: `paper ${paper.id}` })
  return problems
}

function checkStatements(machine: Machine, rows: CheckRepository): Problem[] {
  const door = readDoor(machine.folder)
  if (!door) return [{ kind: 'folder', what: 'door.json' }]
  const directory = judge(rows.statements(), door.organisation.rootPublic)
  const problems: Problem[] = directory.refused.map((id) => ({ kind: 'statement', what: id }))
  if (directory.organisation?.id !== door.organisation.id) problems.push({ kind: 'statement', what: 'organisation' })
  return problems
}

/** A reading that meets a broken page is a finding, not a fault of the check. */
async function finding(problems: Problem[], what: string, read: () => Promise<Problem[]> | Problem[]): Promise<void> {
  try {
    problems.push(...(await read()))
  } catch (error) {
    if (!isDamage(error)) throw error
    problems.push({ kind: 'database', what })
  }
}

export async function* verifyMachine(machine: Machine, signal: AbortSignal): AsyncGenerator<Progress, Verdict, void> {
  const problems: Problem[] = []
  const rows = checkRepository(machine.db.read)
  const index = createIndexCheck(rows)
  try {
    const namesBefore = await machine.files.names()
    const of = rows.papers() + 2
    yield { done: 0, of }
    for (const what of await machine.checkDatabase(signal)) problems.push({ kind: 'database', what })
    let done = 1
    let said = 0
    const known = new Set<string>()
    for (let after = ''; ; ) {
      const papers = rows.papersAfter(after, batch)
      if (papers.length === 0) break
      for (const paper of papers) {
        signal.throwIfAborted()
        known.add(paper.content)
        if (paper.picture) known.add(paper.picture)
        await finding(problems, `paper ${paper.id}`, () => checkPaper(paper, { machine, rows, index }))
        await setImmediate()
        done += 1
        if (Date.now() - said >= betweenEvents) {
          said = Date.now()
          yield { done: Math.min(done, of - 1), of }
        }
      }
      after = papers.at(-1)?.id ?? after
    }
    for (const name of namesBefore) {
      if (!known.has(name) && !rows.knowsFile(name)) problems.push({ kind: 'file-unknown', what: name })
    }
    if (rows.strayDocs() > 0) problems.push({ kind: 'index', what: 'paper_doc' })
    await finding(problems, 'statement', () => checkStatements(machine, rows))
    yield { done: of, of }
    return { ok: problems.length === 0, problems: problems.slice(0, mostProblems) }
  } finally {
    index.close()
  }
}
