/** Which papers a row is about: the first few by name, the others by number. */
import type { TFunction } from 'i18next'
import type { Waiting } from '#contract/today.contract.ts'

export function namesOf({ papers, count }: Waiting, t: TFunction<'today'>): string {
  const quoted = papers.map(({ title }) => t('quoted', { title })).join(', ')
  const others = count - papers.length
  return others > 0 ? t('namesAndOthers', { names: quoted, count: others }) : t('names', { names: quoted })
}
