/** Carries announcements from whoever changed something to every page that listens. */
import { EventEmitter, on } from 'node:events'
import type { Announcement, Noun } from '#contract/events.ts'

export interface Announcer {
  changed(noun: Noun): void
  say(announcement: Announcement): void
  listen(signal: AbortSignal): AsyncGenerator<Announcement, void, void>
}

/** `changed` of one noun is sent at most every 100 ms: a page only wants to know that it must ask again. */
export function createAnnouncer(): Announcer {
  const emitter = new EventEmitter().setMaxListeners(0)
  const due = new Map<Noun, NodeJS.Timeout>()
  const say = (announcement: Announcement) => void emitter.emit('said', announcement)
  return {
    say,
    changed(noun) {
      if (due.has(noun)) return
      const timer = setTimeout(() => {
        due.delete(noun)
        say({ kind: 'changed', noun })
      }, 100)
      timer.unref()
      due.set(noun, timer)
    },
    async *listen(signal) {
      try {
        for await (const [announcement] of on(emitter, 'said', { signal })) yield announcement as Announcement
      } catch (error) {
        if (!signal.aborted) throw error
      }
    },
  }
}
