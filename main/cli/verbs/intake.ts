/** `intake`: the whole intake of each file, one answer per file as soon as it is known. */
import { resolve } from 'node:path'
import type { IntakeOutcome } from '#contract/documents.contract.ts'
import { defaultDataFolder } from '#core/lib/places.ts'
import { endProgress, plain, progress, put, putJson } from '../print.ts'
import { reasonText, say } from '../say.ts'
import { signedIn } from '../signIn.ts'
import { type Given, textOf, UsageError, type Verb } from '../verb.ts'

/** The answer as design.md §8 writes it: other programs rely on each of these names. */
const jsonOf = (one: IntakeOutcome): object => ({
  file: one.file,
  sha256: one.sha256,
  outcome: one.outcome,
  ...(one.reason ? { reason: reasonText(one.reason, one.file) } : {}),
  kind: one.kind,
  confidence: one.confidence,
  pages: one.pages,
  ocrPages: one.ocrPages,
  chars: one.chars,
  language: one.language,
  fields: one.fields,
  ms: one.ms,
})

function lineOf(outcome: IntakeOutcome): string {
  const reason = outcome.reason ? ` – ${reasonText(outcome.reason, plain(outcome.file))}` : ''
  return say(`intake.${outcome.outcome}`, { file: plain(outcome.file), count: outcome.pages }) + reason
}

/** Spaces have small letters; a person may write «Paghe». @throws UsageError */
function spaceOf(values: Given['values']): string | undefined {
  const space = textOf(values, 'space')?.trim().toLowerCase()
  if (space === '') throw new UsageError('--space')
  return space
}

export const intake: Verb = {
  options: { user: { type: 'string' }, space: { type: 'string' } },
  words: 'needed',
  folder: () => defaultDataFolder(),
  async run(given) {
    const paths = given.words.map((word) => resolve(word))
    const space = spaceOf(given.values)
    const counts = { filed: 0, review: 0, duplicate: 0, refused: 0, kept: 0 }
    await signedIn(given, async (api) => {
      for await (const event of await api.documents.takeIn({ paths, until: 'read', space })) {
        if (event.kind === 'copying') progress(say('intake.copying', { file: plain(event.file) }))
        if (event.kind !== 'outcome') continue
        endProgress()
        counts[event.outcome.outcome] += 1
        if (given.json) putJson(jsonOf(event.outcome))
        else put(lineOf(event.outcome))
      }
    })
    endProgress()
    if (!given.json) put(say('intake.done', counts))
    return 0
  },
}
