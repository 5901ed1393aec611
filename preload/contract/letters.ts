/**
 * Codes that people read off a paper and write by hand, as both sides understand them: base32 (RFC 4648) has no
 * 0, 1, 8 and 9, and what the alphabet lacks is what a hurried eye makes of its letters.
 */
const readAs: Record<string, string> = { '0': 'O', '1': 'I', '8': 'B', '9': 'G' }

/** The letters that somebody meant; spaces, dashes and case do not matter. */
export const lettersOf = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replaceAll(/[0189]/g, (digit) => readAs[digit] ?? digit)
