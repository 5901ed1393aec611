/**
 * The log of the core: codes, ids and durations, one JSON object a line on standard error.
 * Names, contents and health matters never go in; what looks like a codice fiscale is blotted all the same.
 */
export interface Log {
  (event: string, facts?: Record<string, string | number | boolean | null>): void
}

const codiceFiscale = /\b[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]\b/gi
const mail = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g

/** Takes out what looks personal; errors of libraries may quote what they were reading. */
export function scrub(text: string): string {
  return text.replace(codiceFiscale, '[cf]').replace(mail, '[mail]')
}

export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  return (event, facts = {}) => {
    write(`${scrub(JSON.stringify({ at: new Date().toISOString(), event, ...facts }))}\n`)
  }
}

export const silentLog: Log = () => {}
