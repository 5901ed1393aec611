/** Printing a paper from wherever it is shown: which pages, how far it is, and an end to it. */
import { useRef, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { useSnack } from '#renderer/ui/snacks.ts'
import { imageBlob, mostTextBytes, showingOf, textOf } from '../viewer/content.ts'
import { readRange, readWhole } from '../viewer/pieces.ts'
import { partsOf } from './original.ts'

export type PrintState = { kind: 'idle' } | { kind: 'asking' } | { kind: 'preparing'; done: number; total: number }

/** Up to this many pages are printed without asking which. */
const unasked = 30

async function printPages(paper: Paper, from: number, to: number, signal: AbortSignal, onPage: (done: number) => void) {
  // The viewer's libraries are loaded when they are first needed.
  const [{ openPdf }, { printPdf }] = await Promise.all([import('../viewer/openPdf.ts'), import('../viewer/print.ts')])
  const pdf = await openPdf(paper.size, partsOf(paper.id), signal)
  try {
    await printPdf(pdf.document, { from, to: Math.min(to, pdf.document.numPages) }, signal, onPage)
  } finally {
    pdf.close()
  }
}

async function printOther(paper: Paper, signal: AbortSignal): Promise<void> {
  const { printImage, printText } = await import('../viewer/print.ts')
  if (showingOf(paper) === 'image') {
    await printImage(imageBlob(await readWhole(partsOf(paper.id), paper.size, signal), paper.format))
  } else {
    const bytes = await readRange(partsOf(paper.id), 0, Math.min(paper.size, mostTextBytes), signal)
    printText(await textOf(new Blob([bytes])))
  }
}

export function usePrint(paper: Paper) {
  const { t } = useTranslation('documents')
  const snack = useSnack()
  const [state, setState] = useState<PrintState>({ kind: 'idle' })
  const stopper = useRef<AbortController | null>(null)
  const pages = paper.pages ?? 1
  const asks = showingOf(paper) === 'pages' && pages > unasked

  const print = (from: number, to: number) => {
    const stop = new AbortController()
    stopper.current = stop
    const total = to - from + 1
    setState({ kind: 'preparing', done: 0, total })
    const job =
      showingOf(paper) === 'pages'
        ? printPages(paper, from, to, stop.signal, (done) => setState({ kind: 'preparing', done, total }))
        : printOther(paper, stop.signal)
    job
      .catch(() => !stop.signal.aborted && snack({ text: t('print.failed'), tone: 'error' }))
      .finally(() => setState({ kind: 'idle' }))
  }
  return {
    state,
    pages,
    start: () => (asks ? setState({ kind: 'asking' }) : print(1, pages)),
    print,
    stop() {
      stopper.current?.abort()
      setState({ kind: 'idle' })
    },
  }
}
