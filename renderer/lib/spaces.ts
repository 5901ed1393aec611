/** Spaces as they are called on the screen; one that was made later has no other name than its own. */
import { firstSpaces, type FirstSpace } from '#contract/permissions.ts'
import { useTranslation } from './i18n.ts'

const isFirst = (space: string): space is FirstSpace => firstSpaces.some((first) => first === space)

export function useSpaceName(): (space: string) => string {
  const { t } = useTranslation('spaces')
  return (space) => (isFirst(space) ? t(`names.${space}`) : space)
}

/** In the order in which they are named everywhere. */
export const inOrder = (spaces: readonly string[]): string[] => [
  ...firstSpaces.filter((space) => spaces.includes(space)),
  ...spaces.filter((space) => !isFirst(space)),
]

/** Whether these are at least the spaces that every organisation has. */
export const reachesAll = (spaces: readonly string[]): boolean => firstSpaces.every((space) => spaces.includes(space))
