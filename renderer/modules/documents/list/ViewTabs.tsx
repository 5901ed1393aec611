import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { views, type View } from '#contract/documents.contract.ts'
import { numberText } from '#renderer/lib/formats.ts'

interface ViewTabsProps {
  view: View
  counts: Partial<Record<View, number>> | undefined
  /** Id of the panel that the tabs rule. */
  panel: string
  onView(view: View): void
}

export function ViewTabs({ view, counts, panel, onView }: ViewTabsProps) {
  const { t } = useTranslation('documents')
  return (
    <Tabs
      value={view}
      onChange={(_event, next: View) => onView(next)}
      aria-label={t('views.label')}
      sx={{ borderBottom: 1, borderColor: 'divider', flex: 'none' }}
    >
      {views.map((one) => (
        <Tab
          key={one}
          value={one}
          id={`view-${one}`}
          aria-controls={panel}
          label={
            <span>
              {t(`views.${one}`)}
              {counts && (
                <Box component="span" sx={{ ml: 0.75, color: 'text.secondary' }}>
                  {numberText(counts[one] ?? 0)}
                </Box>
              )}
            </span>
          }
        />
      ))}
    </Tabs>
  )
}
