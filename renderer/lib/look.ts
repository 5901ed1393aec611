/** How somebody likes the screen: the one way to choose it, and the way back. */
import { useMutation } from '@tanstack/react-query'
import type { Look } from '#contract/door.contract.ts'
import { orpc } from './query.ts'

export const useSetLook = () => useMutation(orpc.door.setLook.mutationOptions())

/**
 * What takes a choice back: only the parts that were chosen. `look` may be older than the choice before
 * it, whose answer has not come yet; the whole of it would take that one back too.
 */
export function wayBackFrom(part: Partial<Look>, look: Look): Partial<Look> {
  return Object.fromEntries(Object.keys(part).map((key) => [key, look[key as keyof Look]]))
}
