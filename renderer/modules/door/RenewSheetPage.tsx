/** Foglio di recupero: of when the one in force is, and a new one in its place. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import CheckCircle from '@mui/icons-material/CheckCircle'
import { momentText } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { refusalOf, sentenceOf } from '../../lib/messages.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { StateChip } from '../../ui/StateChip.tsx'
import { AskBack } from './AskBack.tsx'
import { useConfirmSheet, usePrepareSheet, useSheetInForce } from './door.queries.ts'
import type { GivenGroup, Sheet } from './sheet.ts'
import { SheetDesk } from './SheetDesk.tsx'

function Wrong({ error }: { error: unknown }) {
  const { t } = useTranslation('admin')
  return (
    <Typography role="alert" color="error">
      {refusalOf(error) === 'not-found' ? t('sheet.gone') : sentenceOf(error)}
    </Typography>
  )
}

interface NewSheetProps {
  sheet: Sheet
  confirm: { error: unknown; isPending: boolean }
  onDone: (given: GivenGroup[]) => void
  onLeave: () => void
}

function NewSheet({ sheet, confirm, onDone, onLeave }: NewSheetProps) {
  const { t } = useTranslation('admin')
  return (
    <SheetDesk sheet={sheet}>
      <AskBack recovery={sheet.recovery} act={t('sheet.confirm')} isBusy={confirm.isPending} onDone={onDone}>
        <Typography color="textSecondary">{t('sheet.until')}</Typography>
        {confirm.error !== null && <Wrong error={confirm.error} />}
      </AskBack>
      <Button onClick={onLeave} disabled={confirm.isPending} sx={{ justifySelf: 'start' }}>
        {t('sheet.leave')}
      </Button>
    </SheetDesk>
  )
}

function Renewed({ left }: { left: number }) {
  const { t } = useTranslation('admin')
  return (
    <Box role="status" sx={{ display: 'grid', gap: 0.75, justifyItems: 'start' }}>
      <StateChip tone="ok" icon={CheckCircle}>
        {t('sheet.renewed')}
      </StateChip>
      <Typography>{t('sheet.renewedText')}</Typography>
      {left > 0 && <Typography>{t('sheet.left', { count: left })}</Typography>}
    </Box>
  )
}

export function RenewSheetPage() {
  const { t } = useTranslation(['admin', 'frame', 'door'])
  const inForce = useSheetInForce()
  const prepare = usePrepareSheet()
  const confirm = useConfirmSheet(prepare.reset)
  const begin = () => {
    confirm.reset()
    prepare.mutate()
  }
  if (prepare.data) {
    const onDone = (groups: GivenGroup[]) => confirm.mutate({ groups })
    return <NewSheet sheet={prepare.data} confirm={confirm} onDone={onDone} onLeave={prepare.reset} />
  }
  return (
    <>
      <BackLink to="/amministrazione">{t('frame:rooms.admin')}</BackLink>
      <PageHead title={t('door:sheet.title')} sentence={t('sheet.sentence')} />
      <Card title={t('sheet.inForce')}>
        <Box sx={{ display: 'grid', gap: 1.5, padding: '.25rem 1rem 1rem', maxWidth: '44rem' }}>
          {inForce.error && (
            <ErrorFace error={inForce.error} title={t('sheet.error')} retry={() => void inForce.refetch()} />
          )}
          {inForce.isPending && <LoadingFace rows={1} />}
          {inForce.data && <Typography>{t('sheet.madeAt', { when: momentText(inForce.data.madeAt) })}</Typography>}
          {confirm.data && <Renewed left={confirm.data.left} />}
          <Typography color="textSecondary">{t('sheet.why')}</Typography>
          {prepare.error && <Wrong error={prepare.error} />}
          <Button variant="contained" onClick={begin} disabled={prepare.isPending} sx={{ justifySelf: 'start' }}>
            {t('sheet.act')}
          </Button>
        </Box>
      </Card>
    </>
  )
}
