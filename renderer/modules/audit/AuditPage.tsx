/** Registro degli accessi: who came in, what was refused, opened, exported, changed. It is read, and nothing else. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FileDownload from '@mui/icons-material/FileDownloadOutlined'
import { numberText } from '../../lib/formats.ts'
import { spokenLanguage, useTranslation } from '../../lib/i18n.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { saveAs } from '../../lib/saveAs.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { useSnack } from '../../ui/snacks.ts'
import { tableCardSx } from '../../ui/tables.ts'
import { type AuditQuestion, noFilters, pageRows, requestFrom, useAuditAddress } from './address.ts'
import { useAudit, useExport, useWho } from './audit.queries.ts'
import { AuditFace } from './AuditFace.tsx'
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

interface RowsShown {
  page: number
  shown: number
  total: number
  onPage: (page: number) => void
}

function Pages({ page, shown, total, onPage }: RowsShown) {
  const { t } = useTranslation('audit')
  const first = page * pageRows + 1
  const last = first + shown - 1
  const range = t('range', { from: numberText(first), to: numberText(last), total: numberText(total) })
  return (
    <Pager page={page} isLast={last >= total} range={range} before={t('newer')} after={t('older')} onPage={onPage} />
  )
}

export function AuditPage() {
  const { t } = useTranslation(['audit', 'frame'])
  const { question, ask } = useAuditAddress()
  const list = useAudit(question)
  const { data: who } = useWho()
  const rows = list.data?.rows ?? []
  return (
    <>
      <BackLink to="/amministrazione">{t('frame:rooms.admin')}</BackLink>
      <PageHead title={t('title')} sentence={t('sentence')} acts={<ExportButton question={question} />} />
      <AuditFilters question={question} who={who} onAsk={ask} />
      <Box role="region" aria-label={t('title')} tabIndex={0} sx={tableCardSx}>
        {rows.length > 0 && !list.error ? (
          <AuditTable rows={rows} />
        ) : (
          <AuditFace list={list} question={question} onClear={() => ask(noFilters)} onFirst={() => ask({ page: 0 })} />
        )}
      </Box>
      {list.data && rows.length > 0 && (
        <Pages page={question.page} shown={rows.length} total={list.data.total} onPage={(page) => ask({ page })} />
      )}
    </>
  )
}
