/** Registro degli accessi: who came in, what was refused, opened, exported, changed. It is read, and nothing else. */
import Button from '@mui/material/Button'
import FileDownload from '@mui/icons-material/FileDownloadOutlined'
import ReceiptLong from '@mui/icons-material/ReceiptLong'
import { numberText } from '../../lib/formats.ts'
import { spokenLanguage, useTranslation } from '../../lib/i18n.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { saveAs } from '../../lib/saveAs.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { useSnack } from '../../ui/snacks.ts'
import { TableFrame } from '../../ui/TableFrame.tsx'
import { type AuditQuestion, hasFilters, noFilters, pageRows, requestFrom, useAuditAddress } from './address.ts'
import { useAudit, useExport, useWho } from './audit.queries.ts'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditTable } from './AuditTable.tsx'

function ExportButton({ question }: { question: AuditQuestion }) {
  const { t } = useTranslation('audit')
  const snack = useSnack()
  const { mutate, isPending } = useExport()
  const act = () =>
    mutate(
      { ...requestFrom(question), language: spokenLanguage() },
      {
        onSuccess({ name, content, rows }) {
          saveAs(content, name)
          snack({ text: t('exported', { count: rows, number: numberText(rows) }) })
        },
        onError: (error) => snack({ text: sentenceOf(error), tone: 'error' }),
      },
    )
  return (
    <Button variant="outlined" startIcon={<FileDownload />} disabled={isPending} onClick={act}>
      {t('export')}
    </Button>
  )
}

export function AuditPage() {
  const { t } = useTranslation(['audit', 'frame'])
  const { question, ask } = useAuditAddress()
  const list = useAudit(question)
  const { data: who } = useWho()
  const { rows, total } = list.data ?? { rows: [], total: 0 }
  // A page behind the last, which an old address may ask for.
  const isBeyond = rows.length === 0 && total > 0
  const beyond = {
    ...{ title: t('faces.beyondTitle'), text: t('faces.beyondText') },
    ...{ way: t('faces.first'), onWay: () => ask({ page: 0 }) },
  }
  const none = {
    ...{ title: t('faces.noneTitle'), text: t('faces.noneText') },
    ...{ way: t('filters.clear'), onWay: () => ask(noFilters) },
  }
  return (
    <>
      <BackLink to="/amministrazione">{t('frame:rooms.admin')}</BackLink>
      <PageHead title={t('title')} sentence={t('sentence')} acts={<ExportButton question={question} />} />
      <AuditFilters question={question} who={who} onAsk={ask} />
      <TableFrame
        label={t('title')}
        list={list}
        shown={rows.length}
        errorTitle={t('faces.errorTitle')}
        closed={{ title: t('faces.closedTitle'), text: t('faces.closedText') }}
        empty={{ icon: ReceiptLong, title: t('faces.emptyTitle'), text: t('faces.emptyText') }}
        none={isBeyond ? beyond : hasFilters(question) ? none : null}
      >
        <AuditTable rows={rows} />
      </TableFrame>
      {rows.length > 0 && (
        <Pager
          page={question.page}
          rows={pageRows}
          shown={rows.length}
          total={total}
          range={(facts) => t('range', facts)}
          before={t('newer')}
          after={t('older')}
          onPage={(page) => ask({ page })}
        />
      )}
    </>
  )
}
