import { useCallback } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'

/** «Pagina 3», for those who hear the pages. */
export function usePageLabel(): (page: number) => string {
  const { t } = useTranslation('documents')
  return useCallback((page: number) => t('viewer.page', { page }), [t])
}
