/** How the person reads best: theme, size of the type, language. It goes along to every computer they sign in at. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { type ReactNode, useId } from 'react'
import type { Look } from '#contract/door.contract.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { Card } from '#renderer/ui/Card.tsx'
import { FilterChip } from '#renderer/ui/FilterChip.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useSetLook, wayBackFrom } from '#renderer/lib/look.ts'

function Choices({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  return (
    <Box role="group" aria-labelledby={id} sx={{ display: 'grid', gap: 0.5 }}>
      <Typography id={id} component="span" variant="body2" sx={{ fontWeight: 600 }}>
        {label}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>{children}</Box>
    </Box>
  )
}

export function LookCard({ look }: { look: Look }) {
  const { t } = useTranslation(['people', 'frame'])
  const snack = useSnack()
  const { mutate } = useSetLook()
  const onError = (error: unknown) => snack({ text: sentenceOf(error), tone: 'error' })
  const choose = (part: Partial<Look>) => () =>
    mutate(part, {
      onError,
      onSuccess: () =>
        snack({ text: t('frame:lookChanged'), undo: () => mutate(wayBackFrom(part, look), { onError }) }),
    })
  return (
    <Card title={t('look.title')}>
      <Box sx={{ padding: '.25rem 1rem 1rem', display: 'grid', gap: 1.5 }}>
        <Choices label={t('look.type')}>
          {(['normal', 'large'] as const).map((type) => (
            <FilterChip key={type} pressed={look.type === type} onClick={choose({ type })}>
              {t(`frame:look.type.${type}`)}
            </FilterChip>
          ))}
        </Choices>
        <Choices label={t('look.theme')}>
          {(['system', 'light', 'dark'] as const).map((theme) => (
            <FilterChip key={theme} pressed={look.theme === theme} onClick={choose({ theme })}>
              {t(`frame:look.theme.${theme}`)}
            </FilterChip>
          ))}
        </Choices>
        <Choices label={t('look.language')}>
          {(['it', 'en'] as const).map((language) => (
            <FilterChip key={language} pressed={look.language === language} onClick={choose({ language })}>
              {t(`frame:look.language.${language}`)}
            </FilterChip>
          ))}
        </Choices>
      </Box>
    </Card>
  )
}
