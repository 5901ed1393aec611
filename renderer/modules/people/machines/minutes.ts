/** Minutes before the lock, as somebody writes them. A test holds the limits to those of the contract. */
export const least = 1
export const most = 240

/** Whole minutes within the limits, or null. */
export function minutesFrom(text: string): number | null {
  const minutes = /^\s*\d{1,3}\s*$/.test(text) ? Number(text) : 0
  return minutes >= least && minutes <= most ? minutes : null
}
