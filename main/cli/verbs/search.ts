/** `search`: full-text search as a person. */
import { defaultDataFolder } from '#core/lib/places.ts'
import { plain, put, putJson } from '../print.ts'
import { say } from '../say.ts'
import { signedIn } from '../signIn.ts'
import { type Verb, wholeOf } from '../verb.ts'

export const search: Verb = {
  options: { user: { type: 'string' }, limit: { type: 'string' }, offset: { type: 'string' } },
  words: 'needed',
  folder: () => defaultDataFolder(),
  async run(given) {
    const limit = wholeOf(given.values, 'limit', 1, 200) ?? 50
    const offset = wholeOf(given.values, 'offset', 0, 10_000_000) ?? 0
    const found = await signedIn(given, (api) => api.documents.find({ query: given.words.join(' '), limit, offset }))
    const hits = found.rows.map((row) => ({
      id: row.id,
      title: row.title,
      kind: row.format,
      date: row.date,
      snippet: row.snippet.map((piece) => piece.text).join(''),
      score: row.score,
    }))
    if (given.json) putJson({ total: found.total, ms: found.ms, hits })
    else {
      put(say('search.total', { count: found.total }))
      for (const hit of hits)
        put(say('search.hit', { title: plain(hit.title), date: hit.date ?? '', snippet: plain(hit.snippet) }))
    }
    return 0
  },
}
