/** The kinds of file that a person filters by; each stands for some of the formats. */
import type { Format } from '#contract/documents.contract.ts'

export const formatsOf = {
  pdf: ['pdf'],
  images: ['jpeg', 'png', 'webp', 'tiff', 'heic', 'gif', 'bmp'],
  mail: ['eml', 'msg'],
  signed: ['xml', 'p7m'],
  office: ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'doc', 'xls', 'rtf'],
  plain: ['text', 'csv', 'html', 'ics', 'vcf'],
  other: ['zip', 'data'],
} as const satisfies Record<string, readonly Format[]>

export type Kind = keyof typeof formatsOf

export const isKind = (name: string): name is Kind => Object.hasOwn(formatsOf, name)
export const kinds = Object.keys(formatsOf).filter(isKind)
