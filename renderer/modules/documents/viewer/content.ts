/** How the bytes of a paper are shown, by what they are. Nothing received is ever shown as a web page. */
import type { Format, Paper } from '#contract/documents.contract.ts'

/** The most text that is shown; more is for a text editor. */
export const mostTextBytes = 1_000_000
/** The most points of an image that is shown (engineering.md §7). */
export const mostPixels = 50_000_000

export type Showing = 'pages' | 'image' | 'text' | 'card'

const images: ReadonlySet<Format> = new Set<Format>(['jpeg', 'png', 'webp', 'gif', 'bmp'])
const texts: ReadonlySet<Format> = new Set<Format>(['text', 'csv', 'xml', 'eml', 'ics', 'vcf'])

export function showingOf({ format, state }: Pick<Paper, 'format' | 'state'>): Showing {
  if (format === 'pdf') return state === 'refused' ? 'card' : 'pages'
  if (images.has(format)) return 'image'
  return texts.has(format) ? 'text' : 'card'
}

export const isPrintable = (paper: Pick<Paper, 'format' | 'state'>): boolean => showingOf(paper) !== 'card'

const mediaTypes: Partial<Record<Format, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
}

/** The bytes as an image of their own type and no other. */
export const imageBlob = (bytes: Blob, format: Format): Blob => new Blob([bytes], { type: mediaTypes[format] ?? '' })

/** Text as UTF-8 where it is valid, else as Windows-1252, which older programs here still write. */
export async function textOf(bytes: Blob): Promise<string> {
  const buffer = await bytes.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer)
  } catch {
    return new TextDecoder('windows-1252').decode(buffer)
  }
}
