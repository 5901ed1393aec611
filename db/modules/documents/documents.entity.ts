/** Tables of the papers. Moments are UTC milliseconds, days `YYYY-MM-DD`. */
import { EntitySchema } from 'typeorm'
import type { Format, PaperState, Reason } from '#contract/documents.contract.ts'

export interface PaperEntity {
  id: string
  /** Name of the original in the file store: the keyed hash of its bytes. */
  content: string
  sha256: string
  size: number
  name: string
  format: Format
  title: string
  /** 1 when a person wrote the title: reading again must not change it. */
  titleGiven: number
  date: string | null
  dateGiven: number
  note: string
  state: PaperState
  reason: Reason | null
  pages: number | null
  blankPages: number | null
  chars: number
  language: string | null
  /** Name of the first page's picture in the file store. */
  picture: string | null
  takenInAt: number
  takenInBy: string
}

export const paperEntity = new EntitySchema<PaperEntity>({
  name: 'paper',
  columns: {
    id: { type: 'text', primary: true },
    content: { type: 'text' },
    sha256: { type: 'text' },
    size: { type: 'integer' },
    name: { type: 'text' },
    format: { type: 'text' },
    title: { type: 'text' },
    titleGiven: { type: 'integer', name: 'title_given', default: 0 },
    date: { type: 'text', nullable: true },
    dateGiven: { type: 'integer', name: 'date_given', default: 0 },
    note: { type: 'text', default: '' },
    state: { type: 'text' },
    reason: { type: 'text', nullable: true },
    pages: { type: 'integer', nullable: true },
    blankPages: { type: 'integer', name: 'blank_pages', nullable: true },
    chars: { type: 'integer', default: 0 },
    language: { type: 'text', nullable: true },
    picture: { type: 'text', nullable: true },
    takenInAt: { type: 'integer', name: 'taken_in_at' },
    takenInBy: { type: 'text', name: 'taken_in_by' },
  },
  indices: [
    { name: 'paper_content', columns: ['content'] },
    { name: 'paper_taken_in', columns: ['takenInAt', 'id'] },
    { name: 'paper_state', columns: ['state', 'takenInAt'] },
    { name: 'paper_date', columns: ['date', 'id'] },
    { name: 'paper_title', columns: ['title', 'id'] },
  ],
})

/** Each time a content reached us; the same bytes twice are two arrivals of one paper. */
export interface ArrivalEntity {
  id: string
  paper: string
  name: string
  via: 'page' | 'path'
  at: number
  by: string
}

export const arrivalEntity = new EntitySchema<ArrivalEntity>({
  name: 'arrival',
  columns: {
    id: { type: 'text', primary: true },
    paper: { type: 'text' },
    name: { type: 'text' },
    via: { type: 'text' },
    at: { type: 'integer' },
    by: { type: 'text' },
  },
  indices: [{ name: 'arrival_paper', columns: ['paper', 'at'] }],
})

/** Text of one page, from 1. Local: follows from the original. */
export interface PaperPageEntity {
  paper: string
  page: number
  text: string
}

export const paperPageEntity = new EntitySchema<PaperPageEntity>({
  name: 'paper_page',
  columns: {
    paper: { type: 'text', primary: true },
    page: { type: 'integer', primary: true },
    text: { type: 'text' },
  },
})

/** A paper that is being read on this machine; the row is gone when the reading has ended. Local. */
export interface IntakeJobEntity {
  paper: string
  /** How often its parser died or was stopped for it, also over restarts. */
  attempts: number
  /** How often the core itself ended while this paper was being read. */
  interrupted: number
  queuedAt: number
}

export const intakeJobEntity = new EntitySchema<IntakeJobEntity>({
  name: 'intake_job',
  columns: {
    paper: { type: 'text', primary: true },
    attempts: { type: 'integer', default: 0 },
    interrupted: { type: 'integer', default: 0 },
    queuedAt: { type: 'integer', name: 'queued_at' },
  },
})
