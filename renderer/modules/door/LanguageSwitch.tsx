/** The other language, named in itself. */
import ButtonBase from '@mui/material/ButtonBase'
import Language from '@mui/icons-material/Language'
import { useTranslation } from '../../lib/i18n.ts'
import type { Look } from '#contract/door.contract.ts'
import { partSx } from '../../ui/statusParts.tsx'
import { useSetLook } from '../../lib/look.ts'

export function LanguageSwitch({ look }: { look: Look }) {
  const { t } = useTranslation('door')
  const { mutate } = useSetLook()
  const other = look.language === 'it' ? 'en' : 'it'
  return (
    <ButtonBase
      lang={other}
      onClick={() => mutate({ language: other })}
      sx={{ ...partSx, font: 'inherit', color: 'inherit', textDecoration: 'underline', padding: '.125rem .25rem' }}
    >
      <Language fontSize="small" />
      {t('otherLanguage')}
    </ButtonBase>
  )
}
