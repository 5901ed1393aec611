/**
 * Answers of the core, cached until the core says that their noun moved. That announcement is the only way by
 * which a screen learns of a change, so hooks carry no lists of what to refresh.
 */
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import type { Noun } from '#contract/events.ts'
import { api } from './api.ts'
import { onConnection, connection } from './connection.ts'
import { NoAnswer } from './guards.ts'
import { refusalOf } from './messages.ts'
import { readers } from './readers.ts'
import { setReading } from './reading.ts'

/** Options for TanStack Query: `useQuery(orpc.documents.find.queryOptions({ input }))`. */
export const orpc = createTanstackQueryUtils(api)

export function createQueryClient(): QueryClient {
  /** Whoever is told that nobody is in (suspended, locked elsewhere) asks the door, which then shows itself. */
  const onError = (error: unknown): void => {
    if (refusalOf(error) === 'signed-out') void client.invalidateQueries({ queryKey: orpc.door.state.key() })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // The core is on this machine: whether the browser believes to be online says nothing about it.
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: (failures, error) => error instanceof NoAnswer && failures < 2,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  return client
}

const pathOf = (key: readonly unknown[]): string[] =>
  Array.isArray(key[0]) ? key[0].filter((part): part is string => typeof part === 'string') : []

async function dropAnswers(client: QueryClient, noun: Noun): Promise<void> {
  const stale = readers.get(noun) ?? []
  await client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const path = pathOf(queryKey)
      return path[0] === noun || stale.includes(path.join('.'))
    },
  })
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function listenOnce(client: QueryClient): Promise<void> {
  for await (const event of await api.news.listen()) {
    if (event.kind === 'changed') await dropAnswers(client, event.noun)
    else setReading({ waiting: event.waiting, running: event.running })
  }
}

/** Listens for as long as the page lives; after a broken line everything is asked again, for changes were missed. */
export async function followNews(client: QueryClient): Promise<never> {
  let wasDown = false
  onConnection(() => {
    if (connection() === 'up' && wasDown) void client.invalidateQueries()
    wasDown = connection() === 'down'
  })
  for (;;) {
    // Whatever ends the stream, the answer is the same: listen again.
    await listenOnce(client).catch(() => {})
    await wait(1000)
  }
}
