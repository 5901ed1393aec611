/** Which papers a row is about: the first few by name, the others by number; nothing where it is about none. */
import type { TFunction } from 'i18next'
import type { Waiting } from '#contract/today.contract.ts'

export function namesOf({ papers, others }: Waiting, t: TFunction<'today'>): string {
  if (papers.length === 0) return ''
  const quoted = papers.map(({ title }) => t('quoted', { title })).join(', ')
  return others > 0 ? t('namesAndOthers', { names: quoted, count: others }) : t('names', { names: quoted })
}
