/**
 * Documents: papers taken in, read, kept, found again.
 * A *paper* is one content (the same bytes twice are one paper with two arrivals).
 */
import * as z from 'zod'
import { command, long, query, work } from './define.ts'
import { bytes, chunkBytes, day, id, moment, mostBegun, pageOf, space } from './shared.ts'

/** What the bytes are, told by their content and never by the name. `data`: none of those we know. */
export const formats = [
  'pdf',
  'jpeg',
  'png',
  'webp',
  'tiff',
  'heic',
  'gif',
  'bmp',
  'xml',
  'p7m',
  'eml',
  'msg',
  'ics',
  'vcf',
  'csv',
  'text',
  'html',
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'doc',
  'xls',
  'rtf',
  'zip',
  'data',
] as const
export const format = z.enum(formats)
export type Format = z.infer<typeof format>

/** waiting, reading: under way. filed: read whole. review: kept, a person must look. refused: kept, cannot be read. */
export const paperState = z.enum(['waiting', 'reading', 'filed', 'review', 'refused', 'cancelled'])
export type PaperState = z.infer<typeof paperState>

/** Why a paper is in review or refused; each has its sentence in `documents.json`. */
export const reasons = [
  'needs-ocr',
  'some-pages-need-ocr',
  'kept-as-is',
  'password',
  'damaged',
  'no-pages',
  'too-many-pages',
  'parser-died',
  'parser-slow',
  'some-pages-unreadable',
  'cancelled',
] as const
export const reason = z.enum(reasons)
export type Reason = z.infer<typeof reason>

export const paper = z.object({
  id,
  title: z.string(),
  /** The paper's own date, read from it or given by a person. */
  date: day.nullable(),
  note: z.string(),
  /** The name the file had when it came. */
  name: z.string(),
  format,
  state: paperState,
  reason: reason.nullable(),
  pages: z.number().int().nullable(),
  /** Pages without text: to be read with OCR. */
  blankPages: z.number().int().nullable(),
  size: z.number().int(),
  sha256: z.string(),
  takenInAt: moment,
  takenInBy: z.string(),
  /** The space it lies in: who reaches it sees the paper, to all others it does not exist. */
  space: z.string(),
  /** When it was put into the trash; null: it is not there. */
  trashedAt: moment.nullable(),
  /** Of class C3: note, text and picture are hidden until the paper is opened on purpose (`keeping.open`). */
  special: z.boolean(),
  /** False for a paper of class C3: its first page is shown nowhere by itself. */
  hasPicture: z.boolean(),
})
export type Paper = z.infer<typeof paper>

/** A piece of text around the words found; `hit` pieces are marked. */
export const snippet = z.array(z.object({ text: z.string(), hit: z.boolean() }))
export type Snippet = z.infer<typeof snippet>

export const paperRow = paper.extend({
  /** Where the words stand, or the first words of the paper when nothing was asked. */
  snippet,
  /** The page to open at, from 1; null when the words stand in the title or the note. */
  page: z.number().int().nullable(),
  score: z.number(),
})
export type PaperRow = z.infer<typeof paperRow>

export const views = ['all', 'reading', 'review', 'refused', 'trash'] as const
export const view = z.enum(views)
export type View = z.infer<typeof view>
export const orders = ['relevant', 'newest', 'oldest', 'title', 'date'] as const
export const order = z.enum(orders)
export type Order = z.infer<typeof order>

export const findInput = pageOf.extend({
  query: z.string().max(1000).default(''),
  view: view.default('all'),
  formats: z.array(format).default([]),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  /** `relevant` without a query is `newest`. */
  order: order.default('relevant'),
})
export type FindInput = z.input<typeof findInput>

/** What became of one file given to the intake (design.md §8, `intake`). */
export const intakeOutcome = z.object({
  file: z.string(),
  /** null for what was refused before it became a paper, and for one that this person does not see. */
  paper: id.nullable(),
  sha256: z.string().nullable(),
  /** `kept`: it is still to be read; only with `until: 'kept'`. */
  outcome: z.enum(['filed', 'review', 'duplicate', 'refused', 'kept']),
  /** A code: a `Reason`, or a refusal of the door (`file-empty`, `file-too-big`…). */
  reason: z.string().nullable(),
  kind: format.nullable(),
  confidence: z.number(),
  pages: z.number().int(),
  ocrPages: z.number().int(),
  chars: z.number().int(),
  /** ISO 639-1, or null when the text is too short to tell. */
  language: z.string().nullable(),
  fields: z.record(
    z.string(),
    z.object({
      value: z.string(),
      page: z.number().int().optional(),
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
      confidence: z.number(),
    }),
  ),
  ms: z.number(),
})
export type IntakeOutcome = z.infer<typeof intakeOutcome>

export const intakeEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('found'), files: z.number() }),
  z.object({ kind: z.literal('copying'), file: z.string(), done: z.number(), of: z.number() }),
  z.object({ kind: z.literal('outcome'), outcome: intakeOutcome }),
])
export type IntakeEvent = z.infer<typeof intakeEvent>

/** What came in, or still comes, while its person's window was locked or in somebody else's hands. */
export const coming = z.object({
  id,
  /** Of the file or the folder as it was given; empty for files that a page brought one by one. */
  name: z.string(),
  state: z.enum(['coming', 'ended']),
  /** Files that were found, and those kept so far. */
  of: z.number().int(),
  kept: z.number().int(),
  /** Files that did not come in: a `Reason`, a refusal, or `left-behind` when nobody brought the rest of it. */
  refused: z.array(z.object({ name: z.string(), reason: z.string() })),
  /** How many more did not come in than are named. */
  more: z.number().int(),
})
export type Coming = z.infer<typeof coming>

/** Where what comes in shall lie; without it the rule of `spaceOfNew` decides. */
const intoSpace = space.optional()

const arrived = z.object({ paper: id, duplicate: z.boolean() })
export type Arrived = z.infer<typeof arrived>

export const documents = {
  find: query({
    needs: 'documents.read',
    input: findInput,
    output: z.object({ total: z.number(), ms: z.number(), rows: z.array(paperRow) }),
    // Roles say which papers one sees.
    reads: ['people'],
    refusals: ['query-too-long', 'query-only-exclusions', 'query-open-quote', 'query-empty'],
  }),
  counts: query({ needs: 'documents.read', output: z.record(view, z.number()), reads: ['people'] }),
  /** One paper, and on which of its pages the words of the query stand. */
  open: query({
    needs: 'documents.read',
    input: z.object({ id, query: z.string().max(1000).default('') }),
    output: z.object({
      paper,
      /** Until when this session may see what a paper of class C3 holds; null while it is hidden. */
      openUntil: moment.nullable(),
      hits: z.array(z.object({ page: z.number(), count: z.number() })),
      /** The words to mark in the viewer, as they are written in the query. */
      words: z.array(z.string()),
      arrivals: z.array(z.object({ at: moment, name: z.string(), by: z.string() })),
    }),
    reads: ['people'],
    refusals: ['not-found'],
  }),
  /** Part of the untouched original. */
  bytes: query({
    needs: 'documents.read',
    input: z.object({ id, offset: z.number().int().min(0), length: z.number().int().min(1).max(chunkBytes) }),
    output: bytes,
    refusals: ['not-found', 'not-here', 'special-closed'],
  }),
  /** Picture of the first page, JPEG, 480 px wide. */
  picture: query({
    needs: 'documents.read',
    input: z.object({ id }),
    output: bytes,
    refusals: ['not-found', 'special-closed'],
  }),
  edit: command({
    needs: 'documents.edit',
    input: z.object({
      id,
      title: z.string().trim().min(1).max(300).optional(),
      date: day.nullable().optional(),
      note: z.string().max(10_000).optional(),
      /** One that the person reaches: nobody moves a paper out of their own sight. */
      space: space.optional(),
    }),
    output: paper,
    refusals: ['not-found', 'space-closed', 'special-closed', 'special-in-common'],
  }),
  /** Takes in files and folders of this machine; only where the page and the core share a disk. */
  takeIn: long({
    needs: 'documents.take-in',
    input: z.object({
      paths: z.array(z.string().min(1).max(4096)).min(1).max(10_000),
      /** Wait until each is read, or only until each is kept. */
      until: z.enum(['kept', 'read']).default('kept'),
      space: intoSpace,
    }),
    progress: intakeEvent,
    result: z.object({ files: z.number() }),
    refusals: ['space-closed'],
  }),
  /** Puts papers into the trash: they are in no list and no search but that of the trash, and nothing of them is gone. */
  trash: command({
    needs: 'documents.edit',
    input: z.object({ ids: z.array(id).min(1).max(1000) }),
    output: z.object({ papers: z.number().int() }),
    refusals: ['not-found'],
  }),
  /** Takes papers out of the trash. */
  restore: command({
    needs: 'documents.edit',
    input: z.object({ ids: z.array(id).min(1).max(1000) }),
    output: z.object({ papers: z.number().int() }),
    refusals: ['not-found'],
  }),
  cancel: command({
    needs: 'documents.take-in',
    input: z.object({ id }),
    output: z.object({}),
    refusals: ['not-found'],
  }),
  retry: command({
    needs: 'documents.take-in',
    input: z.object({ id }),
    output: z.object({}),
    refusals: ['not-found', 'nothing-to-retry'],
  }),
  /** What this person has begun and no page of theirs shows: it went on, or came to its end, while they were away. */
  coming: query({ needs: 'documents.take-in', output: z.object({ items: z.array(coming) }) }),
  /** Forgets what has ended; what is under way is stopped. */
  putAway: work({
    needs: 'documents.take-in',
    input: z.object({ ids: z.array(id).min(1).max(1000) }),
    output: z.object({}),
  }),
}

/**
 * Files brought in pieces from a page that cannot give a path. Each upload is a grant: whoever may take papers in gets
 * it for one file of one size, and its pieces are taken from who holds it, also when the window is locked meanwhile.
 * It ends with the file, when its person is shut out, and after ten minutes in which the page has sent nothing.
 */
export const files = {
  begin: work({
    needs: 'documents.take-in',
    input: z.object({
      files: z
        .array(z.object({ name: z.string().min(1).max(2000), size: z.number().int().min(0) }))
        .min(1)
        .max(mostBegun),
      space: intoSpace,
    }),
    /** In the order of the files. */
    output: z.object({ uploads: z.array(id) }),
    refusals: ['file-too-big', 'file-empty', 'space-closed'],
  }),
  append: work({
    needs: 'grant',
    input: z.object({ upload: id, offset: z.number().int().min(0), bytes }),
    output: z.object({ received: z.number() }),
    refusals: ['upload-unknown', 'file-changed', 'file-too-big'],
  }),
  finish: work({
    needs: 'grant',
    input: z.object({ upload: id }),
    /** `paper` is null for one that this person does not see: it is kept, and that is all they learn of it. */
    output: arrived.extend({ paper: id.nullable() }),
    refusals: ['upload-unknown', 'file-changed'],
  }),
  abandon: work({
    needs: 'grant',
    input: z.object({ uploads: z.array(id).min(1).max(mostBegun) }),
    output: z.object({}),
  }),
}
