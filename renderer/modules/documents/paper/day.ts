/** Days as people here write them. */

const written = /^\s*(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})\s*$/

/** The day `YYYY-MM-DD` of `31/12/2026`, `31.12.26`, `1-5-2026`; null for what is no day of the calendar. */
export function dayFromText(text: string): string | null {
  const parts = written.exec(text)
  if (!parts) return null
  const [, day = '', month = '', year = ''] = parts
  const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(iso) ? iso : null
}
