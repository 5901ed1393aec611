/** What can be done with one paper, wherever it is shown. */
import { useCallback, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useCancel, useMay, useRestore, useRetry, useTrash } from '../documents.queries.ts'
import { saveOriginal } from './original.ts'
import { mayCancel, mayRetry } from './state.ts'

export interface PaperActs {
  download(): void
  /** Share of the original that is here, 0 to 1; null when none is on its way. */
  downloaded: number | null
  /** Absent where it would change nothing or the role does not allow it. */
  retry: (() => void) | null
  cancel: (() => void) | null
  trash: (() => void) | null
  restore: (() => void) | null
}

export function usePaperActs(paper: Paper): PaperActs {
  const { t } = useTranslation('documents')
  const snack = useSnack()
  const mayTakeIn = useMay('documents.take-in')
  const retry = useRetry()
  const cancel = useCancel()
  const mayEdit = useMay('documents.edit')
  const trash = useTrash()
  const restore = useRestore()
  const [downloaded, setDownloaded] = useState<number | null>(null)
  const { id, name, size, title, trashedAt } = paper

  const fail = useCallback(
    (error: unknown) => snack({ text: t('toast.failed', { reason: sentenceOf(error) }), tone: 'error' }),
    [snack, t],
  )
  const download = useCallback(() => {
    setDownloaded(0)
    saveOriginal({ id, name, size }, new AbortController().signal, (done) => setDownloaded(done / Math.max(size, 1)))
      .then(() => snack({ text: t('toast.downloaded', { name }) }), fail)
      .finally(() => setDownloaded(null))
  }, [id, name, size, snack, t, fail])

  const done = (text: string) => ({ onSuccess: () => snack({ text }), onError: fail })
  const putAway = () =>
    trash.mutate(
      { ids: [id] },
      {
        onSuccess: () => snack({ text: t('toast.trashed', { title }), undo: () => restore.mutateAsync({ ids: [id] }) }),
        onError: fail,
      },
    )
  return {
    trash: mayEdit && trashedAt === null ? putAway : null,
    restore:
      mayEdit && trashedAt !== null ? () => restore.mutate({ ids: [id] }, done(t('toast.restored', { title }))) : null,
    download,
    downloaded,
    retry: mayTakeIn && mayRetry(paper) ? () => retry.mutate({ id }, done(t('toast.retrying'))) : null,
    cancel: mayTakeIn && mayCancel(paper) ? () => cancel.mutate({ id }, done(t('toast.cancelled'))) : null,
  }
}
