/** Tables of the papers. Moments are UTC milliseconds, days `YYYY-MM-DD`. */
import { EntitySchema } from 'typeorm'
import type { Format, PaperState, Reason } from '#contract/documents.contract.ts'
import { local, synced } from '../../records/tables.ts'

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
  /** The space it lies in: who does not reach it is told nothing of the paper. */
  space: string
  /** When it was put into the trash; null: it is not there. */
  trashedAt: number | null
  /** Its class of retention (`retentionClasses`); null: nobody has decided. */
  retention: string | null
  /** The day from which the term counts, where the class does not tell it from the paper itself. */
  retentionFrom: string | null
  /** 1: nothing of it may be erased, whatever the term says. */
  hold: number
  /** `C3`: health, union, criminal record, disadvantage; null: not said. */
  confidentiality: string | null
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
    space: { type: 'text', default: 'direzione' },
    trashedAt: { type: 'integer', name: 'trashed_at', nullable: true },
    retention: { type: 'text', nullable: true },
    retentionFrom: { type: 'text', name: 'retention_from', nullable: true },
    hold: { type: 'integer', default: 0 },
    confidentiality: { type: 'text', nullable: true },
  },
  indices: [
    { name: 'paper_trashed', columns: ['trashedAt'], where: 'trashed_at IS NOT NULL' },
    { name: 'paper_content', columns: ['content'] },
    { name: 'paper_taken_in', columns: ['takenInAt', 'id', 'space', 'trashedAt'] },
    { name: 'paper_state', columns: ['state', 'takenInAt', 'space', 'trashedAt'] },
    { name: 'paper_date', columns: ['date', 'id', 'space', 'trashedAt'] },
    // Of paper_title, over the order of titles, only the migration can speak: TypeORM knows no index of an expression.
    { name: 'paper_space', columns: ['space'] },
  ],
})

/** What reading finds (pages, text, language, picture) is part of the row: it is written in one update. */
export const paperTable = synced(paperEntity, {
  number: 1,
  space: { column: 'space' },
  columns: {
    ...{ content: 0, sha256: 1, size: 2, name: 3, format: 4, title: 5, titleGiven: 6, date: 7, dateGiven: 8, note: 9 },
    ...{ state: 10, reason: 11, pages: 12, blankPages: 13, chars: 14, language: 15, picture: 16, takenInAt: 17 },
    ...{ takenInBy: 18, space: 19, trashedAt: 20, retention: 21, retentionFrom: 22, hold: 23, confidentiality: 24 },
  },
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

export const arrivalTable = synced(arrivalEntity, {
  number: 2,
  space: { partOf: 'paper', column: 'paper' },
  columns: { paper: 0, name: 1, via: 2, at: 3, by: 4 },
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

export const paperPageTable = local(paperPageEntity)

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

export const intakeJobTable = local(intakeJobEntity)
