/**
 * The real road over services that only these tests need: one that fails with a secret in its words, one that
 * streams more than anybody reads, two that carry bytes. What a host must do does not depend on the rest.
 */
import { createCaller } from '#core/caller.ts'
import type { Core } from '#core/core.ts'
import { silentLog } from '#core/lib/log.ts'
import { buildRouter, type Services } from '#core/road.ts'

export const secretWords = 'segreto RSSMRA80A01H501U /srv/dati'

export interface SmallCore extends Core {
  /** What the streaming service gave out, and whether it was ended. */
  stream: { given: number; ended: boolean }
  /** Sizes of the bytes that arrived. */
  arrived: number[]
}

export function smallCore(): SmallCore {
  const stream = { given: 0, ended: false }
  const arrived: number[] = []
  const person = { id: '0198c0de-0000-7000-8000-000000000001', login: 'ada', name: 'Ada Bianchi', office: '' }
  const known: Record<string, Record<string, unknown>> = {
    door: {
      setLook: () => {
        throw new Error(secretWords)
      },
      signOut: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      },
    },
    news: {
      async *listen() {
        try {
          for (;;) {
            stream.given++
            yield {
              kind: 'reading',
              waiting: 1,
              running: Array.from({ length: 50 }, () => ({ paper: 'p', title: 'x'.repeat(2000), page: 1, pages: 2 })),
            }
          }
        } finally {
          stream.ended = true
        }
      },
    },
    documents: { bytes: ({ length }: { length: number }) => new Blob([new Uint8Array(length).fill(7)]) },
    files: {
      append: (input: { bytes: Blob }) => {
        arrived.push(input.bytes.size)
        return { received: input.bytes.size }
      },
    },
  }
  const rest = () => {
    throw new Error('not part of this test')
  }
  // Procedures that no test here asks for exist all the same: the road wants every one.
  const services = new Proxy(known, {
    get: (all, noun: string) => new Proxy(all[noun] ?? {}, { get: (verbs, verb: string) => verbs[verb] ?? rest }),
  }) as unknown as Services
  const router = buildRouter(services, {
    writer: () => {
      throw new Error('no database in this test')
    },
    changed: () => {},
    log: silentLog,
  })
  return {
    router,
    stream,
    arrived,
    folder: '',
    caller(kind, localPaths) {
      const caller = createCaller(kind, localPaths)
      caller.enter({ person, roles: ['administrator'], since: 0, isOver: () => false, wipe: () => {} })
      return caller
    },
    close: async () => {},
  }
}
