/**
 * The order that statements give themselves by naming what their signers had seen.
 *  1. It depends on the set alone: neither on the order in which statements came nor on their clocks.
 *  2. A statement whose past is not here as a whole waits, and so does what names it.
 */
export interface Linked {
  id: string
  after: readonly string[]
}

export interface Lineage<N extends Linked> {
  /** Each one behind all that it names; the same order on every machine. */
  nodes: readonly N[]
  /** Something of their past is missing. */
  waiting: readonly N[]
  /** Whether whoever signed `b` had seen `a`. */
  isBefore(a: N, b: N): boolean
  /** Length of the longest way back to a statement that names none. */
  depthOf(node: N): number
}

interface Placed<N> {
  node: N
  depth: number
}

function place<N extends Linked>(byId: ReadonlyMap<string, N>): Map<string, Placed<N>> {
  const followers = new Map<string, N[]>()
  const missing = new Map<string, number>()
  const placed = new Map<string, Placed<N>>()
  const ready: N[] = []
  for (const node of byId.values()) {
    const past = new Set(node.after)
    missing.set(node.id, past.size)
    if (past.size === 0) ready.push(node)
    for (const id of past) {
      const list = followers.get(id)
      if (list) list.push(node)
      else followers.set(id, [node])
    }
  }
  for (let node = ready.pop(); node; node = ready.pop()) {
    const depth = node.after.reduce((deepest, id) => Math.max(deepest, (placed.get(id)?.depth ?? 0) + 1), 0)
    placed.set(node.id, { node, depth })
    for (const next of followers.get(node.id) ?? []) {
      const left = (missing.get(next.id) ?? 0) - 1
      missing.set(next.id, left)
      if (left === 0) ready.push(next)
    }
  }
  return placed
}

/** For every node, which of the marked ones are before it: one bit each. */
function pastOf<N extends Linked>(nodes: readonly N[], columns: ReadonlyMap<string, number>): Map<string, Uint32Array> {
  const words = Math.ceil(columns.size / 32)
  const past = new Map<string, Uint32Array>()
  for (const node of nodes) {
    const bits = new Uint32Array(words)
    for (const id of node.after) {
      const theirs = past.get(id)
      if (theirs) for (let w = 0; w < words; w++) bits[w] = (bits[w] ?? 0) | (theirs[w] ?? 0)
      const column = columns.get(id)
      if (column !== undefined) bits[column >>> 5] = (bits[column >>> 5] ?? 0) | (1 << (column & 31))
    }
    past.set(node.id, bits)
  }
  return past
}

/** `isMarked` names those of which it is asked often whether they are before others. */
export function lineageOf<N extends Linked>(byId: ReadonlyMap<string, N>, isMarked: (node: N) => boolean): Lineage<N> {
  const placed = place(byId)
  const nodes = [...placed.values()]
    .sort((a, b) => a.depth - b.depth || (a.node.id < b.node.id ? -1 : 1))
    .map(({ node }) => node)
  const columns = new Map(nodes.filter(isMarked).map((node, column) => [node.id, column]))
  const past = pastOf(nodes, columns)
  const wholePast = new Map<string, Set<string>>()

  /** Everything before one node, found by walking; for the few questions about unmarked ones. */
  function walk(node: N): Set<string> {
    const known = wholePast.get(node.id)
    if (known) return known
    const seen = new Set(node.after)
    for (const id of seen) for (const earlier of byId.get(id)?.after ?? []) seen.add(earlier)
    wholePast.set(node.id, seen)
    return seen
  }

  return {
    nodes,
    waiting: [...byId.values()].filter((node) => !placed.has(node.id)),
    isBefore(a, b) {
      const column = columns.get(a.id)
      if (column === undefined) return walk(b).has(a.id)
      return (((past.get(b.id)?.[column >>> 5] ?? 0) >>> (column & 31)) & 1) === 1
    },
    depthOf: (node) => placed.get(node.id)?.depth ?? 0,
  }
}
