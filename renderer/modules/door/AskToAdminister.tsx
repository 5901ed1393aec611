/** The sheet is right and nobody administers: what happens if one goes on; where nobody is left, who comes anew. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import type { NewcomerForm } from './useNewcomer.ts'

interface AskToAdministerProps {
  /** Null while somebody known is left, who comes back. */
  newcomer: NewcomerForm | null
}

export function AskToAdminister({ newcomer }: AskToAdministerProps) {
  const { t } = useTranslation(['recovery', 'door'])
  const heading = useRef<HTMLHeadingElement>(null)
  const kind = newcomer ? 'newcomer' : 'administer'
  // It appears above the button that was just pressed: whoever reads by ear or zoomed in is brought to it.
  useEffect(() => heading.current?.focus(), [kind])
  return (
    <Box
      sx={(theme) => ({
        display: 'grid',
        gap: 1.5,
        padding: '.875rem 1rem',
        borderRadius: '.5rem',
        border: `1px solid ${theme.vars.palette.divider}`,
        background: theme.vars.palette.background.default,
      })}
    >
      <Box sx={{ display: 'grid', gap: 0.5 }}>
        <Typography ref={heading} tabIndex={-1} component="h3" sx={{ fontWeight: 650, outline: 'none' }}>
          {t(`${kind}.title`)}
        </Typography>
        <Typography>{t(`${kind}.text`)}</Typography>
        <Typography color="textSecondary">{t('renew')}</Typography>
      </Box>
      {newcomer && (
        <>
          <Field
            label={t('door:fields.name')}
            autoComplete="name"
            inputProps={{ maxLength: 120 }}
            value={newcomer.name}
            onChange={(event) => newcomer.setName(event.target.value)}
            wrong={newcomer.isNameless ? t('door:empty.name') : null}
          />
          <Field
            label={t('door:fields.office')}
            hint={t('door:hints.office')}
            autoComplete="off"
            inputProps={{ maxLength: 80 }}
            value={newcomer.office}
            onChange={(event) => newcomer.setOffice(event.target.value)}
          />
        </>
      )}
    </Box>
  )
}
