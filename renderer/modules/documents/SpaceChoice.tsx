/** Who sees a paper, or those that come in: the name of the space, and a menu of those that the person reaches. */
import Box from '@mui/material/Box'
import { useTranslation } from '../../lib/i18n.ts'
import { inOrder, useSpaceName } from '../../lib/spaces.ts'
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx'

interface SpaceChoiceProps {
  label: string
  space: string
  /** Those that the person reaches. */
  spaces: readonly string[]
  /** Absent where the person may not change it. */
  onChosen: ((space: string) => void) | null
  disabled?: boolean
  onOpen?: (isOpen: boolean) => void
}

export function SpaceChoice({ label, space, spaces, onChosen, disabled = false, onOpen }: SpaceChoiceProps) {
  const { t } = useTranslation('spaces')
  const nameOf = useSpaceName()
  const choices = inOrder(spaces).map((value) => ({ value, name: nameOf(value) }))
  const name = nameOf(space)
  if (!onChosen || choices.every(({ value }) => value === space)) return <Box component="span">{name}</Box>
  return (
    <ChoiceMenu
      label={t('choose', { label, name })}
      {...{ name, choices, disabled, onChosen }}
      chosen={space}
      {...(onOpen && { onOpen })}
    />
  )
}
