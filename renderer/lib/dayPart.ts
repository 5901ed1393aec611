/** The part of the day by which one greets, in Rome: morning until one, afternoon until six. */
import { hourOf } from './formats.ts'

export function dayPartOf(ms: number): 'morning' | 'afternoon' | 'evening' {
  const hour = hourOf(ms)
  if (hour >= 5 && hour < 13) return 'morning'
  return hour >= 13 && hour < 18 ? 'afternoon' : 'evening'
}
