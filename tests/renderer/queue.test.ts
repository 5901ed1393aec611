import { describe, expect, it } from 'vitest'
import { type Carry, createQueue, type Fate } from '#renderer/modules/documents/incoming/queue.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
const arrived: Fate = { kind: 'arrived', paper: 'p', duplicate: false, files: 1 }

/** A carrier that waits until the test lets its file arrive. */
function slowCarrier() {
  const under: { arrive: () => void; signal: AbortSignal }[] = []
  const carry: Carry = (tell, signal) =>
    new Promise((resolve) => {
      const arrive = () => (tell(arrived), resolve())
      under.push({ arrive, signal })
      signal.addEventListener('abort', () => resolve())
    })
  return { under, carry }
}

const file = (name: string) => ({ name, size: 10 })

describe('files on their way', () => {
  it('travel two at a time, in the order in which they came', async () => {
    const queue = createQueue()
    const { under, carry } = slowCarrier()
    for (const name of ['a', 'b', 'c', 'd']) queue.add(file(name), carry)
    const kinds = () => queue.items().map(({ fate }) => fate.kind)
    expect(kinds()).toEqual(['travelling', 'travelling', 'waiting', 'waiting'])
    under[1]?.arrive()
    await settled()
    expect(kinds()).toEqual(['travelling', 'arrived', 'travelling', 'waiting'])
    expect(under).toHaveLength(3)
  })

  it('are stopped one by one, before and while they travel, and make room', async () => {
    const queue = createQueue()
    const { under, carry } = slowCarrier()
    for (const name of ['a', 'b', 'c', 'd']) queue.add(file(name), carry)
    const [a, , c] = queue.items()
    if (!a || !c) throw new Error('nothing was queued')
    queue.stop(c.key)
    queue.stop(a.key)
    await settled()
    expect(queue.items().map(({ fate }) => fate.kind)).toEqual(['stopped', 'travelling', 'stopped', 'travelling'])
    expect(under[0]?.signal.aborted).toBe(true)
    expect(under).toHaveLength(3)
  })

  it('are all stopped at once; what has arrived stays arrived', async () => {
    const queue = createQueue()
    const { under, carry } = slowCarrier()
    for (const name of ['a', 'b', 'c']) queue.add(file(name), carry)
    under[0]?.arrive()
    await settled()
    queue.stopAll()
    await settled()
    expect(queue.items().map(({ fate }) => fate.kind)).toEqual(['arrived', 'stopped', 'stopped'])
  })

  it('stay listed when refused, until they are put away; those under way stay', async () => {
    const queue = createQueue()
    const { carry } = slowCarrier()
    queue.addRefused(file('vuoto.pdf'), 'file-empty', { name: 'vuoto.pdf' })
    queue.add(file('a'), carry)
    expect(queue.items()[0]?.fate).toEqual({ kind: 'refused', reason: 'file-empty', data: { name: 'vuoto.pdf' } })
    queue.clear()
    expect(queue.items().map(({ name }) => name)).toEqual(['a'])
  })

  it('tell whoever listens, and give the same list until something changes', () => {
    const queue = createQueue()
    let heard = 0
    const forget = queue.subscribe(() => (heard += 1))
    queue.addRefused(file('a'), 'file-empty')
    expect(heard).toBe(1)
    expect(queue.items()).toBe(queue.items())
    forget()
    queue.addRefused(file('b'), 'file-empty')
    expect(heard).toBe(1)
  })
})
