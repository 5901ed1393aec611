/** What stands in the register's place when it has no rows to show. */
import Button from '@mui/material/Button'
import ReceiptLong from '@mui/icons-material/ReceiptLong'
import { useTranslation } from '../../lib/i18n.ts'
import { refusalOf } from '../../lib/messages.ts'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { Face } from '../../ui/Face.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { type AuditQuestion, hasFilters } from './address.ts'

interface AuditFaceProps {
  list: { isPending: boolean; error: unknown; data?: { total: number } | undefined; refetch: () => unknown }
  question: AuditQuestion
  onClear: () => void
  onFirst: () => void
}

export function AuditFace({ list, question, onClear, onFirst }: AuditFaceProps) {
  const { t } = useTranslation('audit')
  if (list.error && refusalOf(list.error) === 'forbidden')
    return (
      <Face kind="closed" title={t('faces.closedTitle')}>
        {t('faces.closedText')}
      </Face>
    )
  if (list.error)
    return <ErrorFace error={list.error} title={t('faces.errorTitle')} retry={() => void list.refetch()} />
  if (list.isPending) return <LoadingFace rows={6} />
  const isBeyond = (list.data?.total ?? 0) > 0
  if (isBeyond || hasFilters(question))
    return (
      <Face
        kind="no-match"
        title={t('faces.noneTitle')}
        acts={
          <Button variant="outlined" size="small" onClick={isBeyond ? onFirst : onClear}>
            {t(isBeyond ? 'faces.first' : 'filters.clear')}
          </Button>
        }
      >
        {t('faces.noneText')}
      </Face>
    )
  return (
    <Face kind="empty" icon={ReceiptLong} title={t('faces.emptyTitle')}>
      {t('faces.emptyText')}
    </Face>
  )
}
