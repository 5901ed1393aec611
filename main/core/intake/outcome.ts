/** What became of a paper, as it is told to whoever gave it (design.md §8). Pure. */
import type { IntakeOutcome, Paper } from '#contract/documents.contract.ts'
import type { PaperEntity } from '#db/modules/documents/documents.entity.ts'
import { titleFromName } from './steps/title.ts'

type Fields = IntakeOutcome['fields']

const outcomes: Record<Paper['state'], IntakeOutcome['outcome']> = {
  waiting: 'kept',
  reading: 'kept',
  filed: 'filed',
  review: 'review',
  refused: 'refused',
  cancelled: 'refused',
}

/** How sure the parts are: a person's word, words that stand on the first page, particulars of the file, its name. */
function fieldsOf(paper: PaperEntity, firstPage: string): Fields {
  const isOnPage = firstPage.replace(/\s+/g, ' ').includes(paper.title)
  const fields: Fields = {}
  if (paper.titleGiven) fields['title'] = { value: paper.title, confidence: 1 }
  else if (isOnPage) fields['title'] = { value: paper.title, page: 1, confidence: 0.7 }
  else fields['title'] = { value: paper.title, confidence: paper.title === titleFromName(paper.name) ? 0.2 : 0.5 }
  if (paper.date)
    fields['date'] = paper.dateGiven
      ? { value: paper.date, confidence: 1 }
      : { value: paper.date, page: 1, confidence: 0.6 }
  return fields
}

export function outcomeOf(paper: PaperEntity, firstPage: string, ms: number): IntakeOutcome {
  return {
    file: paper.name,
    paper: paper.id,
    sha256: paper.sha256,
    outcome: outcomes[paper.state],
    reason: paper.reason,
    kind: paper.format,
    // Kinds of paper (invoice, timesheet…) are not told apart yet.
    confidence: 0,
    pages: paper.pages ?? 0,
    ocrPages: 0,
    chars: paper.chars,
    language: paper.language,
    fields: fieldsOf(paper, firstPage),
    ms,
  }
}
