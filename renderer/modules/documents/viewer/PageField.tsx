/** «Pagina [2] di 6»: the number can be written; Invio goes there, what is no page of the paper is put back. */
import Box from '@mui/material/Box'
import OutlinedInput from '@mui/material/OutlinedInput'
import { useId, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { numberText } from '#renderer/lib/formats.ts'

interface PageFieldProps {
  page: number
  pages: number
  onPage(page: number): void
}

export function PageField({ page, pages, onPage }: PageFieldProps) {
  const { t } = useTranslation('documents')
  const field = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const leave = () => {
    const wanted = Number(typed)
    if (typed !== null && Number.isInteger(wanted) && wanted >= 1 && wanted <= pages) onPage(wanted)
    setTyped(null)
  }
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.75,
        fontSize: '.9375rem',
        color: 'text.secondary',
        whiteSpace: 'nowrap',
      }}
    >
      <label htmlFor={field}>{t('viewer.goTo')}</label>
      <OutlinedInput
        id={field}
        value={typed ?? String(page)}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave()
          else if (event.key === 'Escape' && typed !== null) {
            event.stopPropagation()
            setTyped(null)
          }
        }}
        inputProps={{ inputMode: 'numeric', maxLength: 5 }}
        sx={{
          minHeight: '2.25rem',
          width: '3.5rem',
          '& input': { textAlign: 'center', px: 0.5, py: 0.25, fontSize: '.9375rem' },
        }}
      />
      <span>{t('viewer.of', { pages: numberText(pages) })}</span>
    </Box>
  )
}
