/** Where papers lie that are taken in at this terminal, unless somebody chooses; never what everybody reads. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { commonSpace } from '#contract/permissions.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { inOrder, useSpaceName } from '#renderer/lib/spaces.ts'
import { ChoiceMenu } from '#renderer/ui/ChoiceMenu.tsx'

interface TerminalSpaceProps {
  space: string
  spaces: readonly string[]
  disabled: boolean
  onChosen: (space: string) => void
}

export function TerminalSpace({ space, spaces, disabled, onChosen }: TerminalSpaceProps) {
  const { t } = useTranslation(['people', 'spaces'])
  const nameOf = useSpaceName()
  const choices = inOrder(spaces)
    .filter((one) => one !== commonSpace)
    .map((value) => ({ value, name: nameOf(value) }))
  const label = t('people:terminal.space')
  return (
    <Box>
      <Typography sx={{ fontWeight: 600 }}>
        {label}:{' '}
        <ChoiceMenu
          label={t('spaces:choose', { label, name: nameOf(space) })}
          name={nameOf(space)}
          {...{ choices, disabled, onChosen }}
          chosen={space}
        />
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('people:terminal.spaceText')}
      </Typography>
    </Box>
  )
}
