/** A PDF of the archive, open as long as the component that asks for it. */
import { useEffect, useState } from 'react'
import type { Paper } from '#contract/documents.contract.ts'
import { partsOf } from '../paper/original.ts'
import { type OpenPdf, openPdf } from './openPdf.ts'

export type PdfState =
  | { kind: 'opening' }
  | { kind: 'open'; pdf: OpenPdf }
  /** `lost`: its bytes could not be had; otherwise they are not what a PDF is made of. */
  | { kind: 'failed'; error: unknown; lost: boolean }

/** pdfjs names its own errors; whatever else comes, comes from the way to the archive. */
const isAboutThePdf = (error: unknown): boolean =>
  error instanceof Error &&
  /^(InvalidPDFException|PasswordException|FormatError|UnknownErrorException)$/.test(error.name)

/** `attempt` changes when the person wants another try. */
export function usePdf({ id, size }: Pick<Paper, 'id' | 'size'>, attempt: number): PdfState {
  const [state, setState] = useState<PdfState>({ kind: 'opening' })
  useEffect(() => {
    const gone = new AbortController()
    setState({ kind: 'opening' })
    openPdf(size, partsOf(id), gone.signal).then(
      (pdf) => !gone.signal.aborted && setState({ kind: 'open', pdf }),
      (error: unknown) => !gone.signal.aborted && setState({ kind: 'failed', error, lost: !isAboutThePdf(error) }),
    )
    // After the viewer, which is closed in the same turn, has let go of the paper.
    return () => queueMicrotask(() => gone.abort())
  }, [id, size, attempt])
  return state
}
