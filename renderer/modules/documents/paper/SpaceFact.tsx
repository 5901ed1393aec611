/** Who sees this paper, and a change of it to a space that the person reaches too. */
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { useSpaceName } from '#renderer/lib/spaces.ts'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useDoor, useEdit, useMay } from '../documents.queries.ts'
import { SpaceChoice } from '../SpaceChoice.tsx'

export function SpaceFact({ paper: { id, space } }: { paper: Pick<Paper, 'id' | 'space'> }) {
  const { t } = useTranslation(['documents', 'spaces'])
  const nameOf = useSpaceName()
  const snack = useSnack()
  const edit = useEdit()
  const { data: door } = useDoor()
  const mayEdit = useMay('documents.edit')
  const move = (next: string) =>
    edit.mutate(
      { id, space: next },
      {
        onSuccess: () =>
          snack({
            text: t('documents:edit.spaceChanged', { space: nameOf(next) }),
            undo: () => edit.mutateAsync({ id, space }),
          }),
        onError: (error) => snack({ text: t('documents:toast.failed', { reason: sentenceOf(error) }), tone: 'error' }),
      },
    )
  return (
    <SpaceChoice
      label={t('spaces:seenBy')}
      space={space}
      spaces={door?.person?.spaces ?? []}
      onChosen={mayEdit ? move : null}
      disabled={edit.isPending}
    />
  )
}
