/** Title, date and note of a paper, each saved by itself and each taken back by «Annulla». */
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { dayText, numberText } from '#renderer/lib/formats.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useEdit, useMay } from '../documents.queries.ts'
import { dayFromText } from './day.ts'
import { EditableField } from './EditableField.tsx'

/** As the contract has them. */
const mostTitle = 300
const mostNote = 10_000

type Change = Partial<Pick<Paper, 'title' | 'date' | 'note'>>

export function EditableFacts({ paper, isClosed }: { paper: Paper; isClosed: boolean }) {
  const { t } = useTranslation('documents')
  const snack = useSnack()
  const edit = useEdit()
  const readOnly = !useMay('documents.edit')
  const { id, title, date, note } = paper

  const save = (change: Change, before: Change, text: string) =>
    edit.mutate(
      { id, ...change },
      {
        onSuccess: () => snack({ text, undo: () => edit.mutateAsync({ id, ...before }) }),
        onError: (error) => snack({ text: t('toast.failed', { reason: sentenceOf(error) }), tone: 'error' }),
      },
    )
  return (
    <>
      <EditableField
        label={t('facts.title')}
        value={title}
        readOnly={readOnly}
        maxLength={mostTitle}
        shape="wraps"
        check={(text) => (text.trim() === '' ? t('edit.titleEmpty') : null)}
        onSave={(text) => save({ title: text.trim() }, { title }, t('edit.titleChanged'))}
      />
      <EditableField
        label={t('facts.date')}
        value={date ? dayText(date) : ''}
        placeholder={readOnly ? t('facts.noDate') : undefined}
        readOnly={readOnly}
        check={(text) => (text.trim() === '' || dayFromText(text) ? null : t('edit.dayWrong'))}
        onSave={(text) => save({ date: dayFromText(text) }, { date }, t('edit.dateChanged'))}
      />
      {!isClosed && (
        <EditableField
          label={t('facts.note')}
          value={note}
          readOnly={readOnly}
          shape="lines"
          check={(text) => (text.length > mostNote ? t('edit.noteLong', { most: numberText(mostNote) }) : null)}
          onSave={(text) => save({ note: text }, { note }, t('edit.noteChanged'))}
        />
      )}
    </>
  )
}
