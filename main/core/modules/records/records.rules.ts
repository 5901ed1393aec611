/** What is asked about records, and whether an act can be taken back by the one who asks. Pure. */
import type { RecordKind, UndoState } from '#contract/records.contract.ts'

/** Fields that people write, and of whose versions a person chooses one; the others are the machine's own matter. */
export const askedOf: Record<RecordKind, readonly string[]> = { paper: ['title', 'date', 'note', 'trashedAt'] }

/** Whether a person chose among the very versions that there are now. */
export const isSameChoice = (versions: readonly string[], among: readonly string[]): boolean =>
  versions.length === among.length && versions.every((version) => among.includes(version))

export interface ActFacts {
  deed: string
  person: string | null
  undoneBy: number | null
}

export interface Asking {
  person: string
  /** May take back what others did. */
  mayRestore: boolean
}

/** @param undoable deeds that change records alone: taking them back leaves nothing half done elsewhere */
export function undoStateOf(act: ActFacts, asking: Asking, undoable: ReadonlySet<string>): UndoState {
  if (act.undoneBy !== null) return 'undone'
  if (act.person === null || !undoable.has(act.deed)) return 'not-undoable'
  if (act.person !== asking.person && !asking.mayRestore) return 'not-yours'
  return 'possible'
}
