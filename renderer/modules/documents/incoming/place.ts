/** Where the papers of this window shall lie. It goes with the window's memory when the person leaves. */

export interface Place {
  /** Null: nobody chose; the core has its rule. */
  chosen(): string | null
  choose(space: string): void
  subscribe(listener: () => void): () => void
}

export function createPlace(): Place {
  let chosen: string | null = null
  const listeners = new Set<() => void>()
  return {
    chosen: () => chosen,
    choose(space) {
      chosen = space
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
