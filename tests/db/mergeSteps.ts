/** What persons do on the machines of mergeSites.ts, and what goes from one to the other. */
import type { IncomingChange, Segment } from '#db/records/incoming.ts'
import { bitOf } from '#db/records/tables.ts'
import { emptyMachine, openSite, personTable, type Site } from './mergeSites.ts'

const empty = await emptyMachine()
export const siteOf = (device: string) => openSite({ empty, device })

export const put = ({ act }: Site, id: string, name: string): void =>
  act((raw) => void raw.prepare('INSERT INTO person(id, name) VALUES (?, ?)').run(id, name))
export const set = ({ act }: Site, id: string, column: string, value: unknown): void =>
  act((raw) => void raw.prepare(`UPDATE person SET ${column} = ? WHERE id = ?`).run(value, id))
export const nameIn = ({ raw }: Site, id: string): unknown =>
  raw.prepare('SELECT name FROM person WHERE id = ?').pluck().get(id)
export const cardsIn = ({ raw }: Site): unknown[] =>
  raw.prepare('SELECT row, bit, shown, lost FROM conflict ORDER BY id').all()
export const countOps = ({ raw }: Site): unknown => raw.prepare('SELECT count(*) FROM op').pluck().get()

/** Gives all that `from` has done since its n-th segment to the others; `seen` is what it had read. */
export function give(from: Site, to: Site[], seen: Record<string, number> = {}, since = 1): void {
  for (const segment of from.send(seen, since)) for (const site of to) site.take(segment)
}

/** Two machines that know one person, and then change her name apart. */
export function apart(): { ada: Site; bob: Site } {
  const [ada, bob] = [siteOf('ada'), siteOf('bob')]
  put(ada, 'p', 'Prima')
  give(ada, [bob])
  set(ada, 'p', 'name', 'Ada')
  bob.clock.now += 5
  set(bob, 'p', 'name', 'Bob')
  return { ada, bob }
}

export const segment = (changes: Partial<IncomingChange>[], header: Partial<Segment> = {}): Segment => ({
  ...{ device: 'far', chain: 'far', n: 1, seen: {} },
  acts: [
    {
      ...{ stamp: 1_700_000_000_000_000, person: 'eva', act: 'test.act' },
      changes: changes.map((change) => ({
        ...{ table: personTable.number, row: 'p', stamp: 1_700_000_000_000_000, mask: bitOf(0), val: '["Eva"]' },
        ...change,
      })),
    },
  ],
  ...header,
})
