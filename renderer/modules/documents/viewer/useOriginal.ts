/** The whole of a small original, for what is shown without pdfjs. */
import { useEffect, useState } from 'react'
import type { Paper } from '#contract/documents.contract.ts'
import { partsOf } from '../paper/original.ts'
import { readRange } from './pieces.ts'

export type OriginalState<T> = { kind: 'opening' } | { kind: 'open'; content: T } | { kind: 'failed' }

type Read = (begin: number, end: number) => Promise<Uint8Array<ArrayBuffer>>

/** `make` turns bytes into what is shown; it may read as much as it needs. Must not change between renders. */
export function useOriginal<T>(
  { id, size }: Pick<Paper, 'id' | 'size'>,
  make: (read: Read, size: number) => Promise<T>,
): OriginalState<T> {
  const [state, setState] = useState<OriginalState<T>>({ kind: 'opening' })
  useEffect(() => {
    const gone = new AbortController()
    setState({ kind: 'opening' })
    make((begin, end) => readRange(partsOf(id), begin, Math.min(end, size), gone.signal), size).then(
      (content) => !gone.signal.aborted && setState({ kind: 'open', content }),
      () => !gone.signal.aborted && setState({ kind: 'failed' }),
    )
    return () => gone.abort()
  }, [id, size, make])
  return state
}
