/** Choosing a version: the write, its notice with the way back, and what was answered while the list still comes. */
import { useState } from 'react'
import type { FieldConflict, FieldVersion } from '#contract/records.contract.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { useSnack } from '../../ui/snacks.ts'
import { useKeepShown, useTakeOther, useUndoAct } from './conflicts.queries.ts'
import { type AskedField, useVersionWords } from './versionWords.ts'

/** Longer values are cut in a notice. */
const mostSaid = 60

/** Names a question: the same field with other versions is another one. */
export const questionOf = ({ id, column, versions }: FieldConflict): string =>
  [id, column, ...versions.map(({ version }) => version)].join(' ')

export interface Choice {
  busy: boolean
  answered: ReadonlySet<string>
  choose(conflict: FieldConflict, column: AskedField, version: FieldVersion, onDone: () => void): void
}

export function useChoice(askAgain: () => void): Choice {
  const { t } = useTranslation('conflicts')
  const words = useVersionWords()
  const snack = useSnack()
  const keep = useKeepShown()
  const take = useTakeOther()
  const undo = useUndoAct()
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set())

  function choose(conflict: FieldConflict, column: AskedField, version: FieldVersion, onDone: () => void): void {
    const { kind, id, versions } = conflict
    const field = { kind, id, column, among: versions.map((one) => one.version) }
    const value = words.value(column, version.value)
    const facts = {
      field: words.field(column),
      value: value.length > mostSaid ? `${value.slice(0, mostSaid)}…` : value,
    }
    const done = () => {
      setAnswered((before) => new Set(before).add(questionOf(conflict)))
      onDone()
    }
    const onError = (error: unknown) => {
      snack({ text: sentenceOf(error), tone: 'error' })
      askAgain()
    }
    if (version.isShown) {
      const onSuccess = () => {
        done()
        snack({ text: value ? t('kept', facts) : t('keptEmpty', facts) })
      }
      return keep.mutate(field, { onSuccess, onError })
    }
    take.mutate(
      { ...field, version: version.version },
      {
        onSuccess({ act }) {
          done()
          snack({
            text: value ? t('taken', facts) : t('takenEmpty', facts),
            undo: () => undo.mutateAsync({ act }),
          })
        },
        onError,
      },
    )
  }

  return { busy: keep.isPending || take.isPending, answered, choose }
}
