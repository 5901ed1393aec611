/** What comes from other machines, one matter at a time. */
import { describe, expect, it } from 'vitest'
import type { IncomingChange, Segment } from '#db/records/incoming.ts'
import { bitOf, existence } from '#db/records/tables.ts'
import { everything, rebuildAll, rowsIn, type Site } from './mergeSites.ts'
import { apart, cardsIn, countOps, give, nameIn, put, segment, set, siteOf } from './mergeSteps.ts'

describe('a change of another machine', () => {
  it('is written down with who made it, and is not recorded again', () => {
    const { ada, bob } = apart()
    const before = Number(countOps(bob))
    give(ada, [bob], {}, 2)
    expect(countOps(bob)).toBe(before + 1)
    expect(bob.raw.prepare('SELECT person FROM tx ORDER BY id').pluck().all()).toEqual([
      'person of ada',
      'person of bob',
      'person of ada',
    ])
    expect(bob.raw.prepare('SELECT silent FROM ctx').pluck().get()).toBe(0)
  })

  it('that is taken back with its transaction leaves the next act its own ops', () => {
    const ada = siteOf('ada')
    put(ada, 'p', 'Prima')
    const dev = ada.recorder.numberOfDevice('far')
    const failing = (): void => {
      ada.raw.exec(`UPDATE person SET name = 'Mai'`)
      ada.recorder.addForeignAct({ stamp: 1, dev, person: null, act: 'test.act', seg: null })
      throw new Error('no')
    }
    expect(() => ada.write(failing)).toThrow('no')
    set(ada, 'p', 'name', 'Dopo')
    const sql = 'SELECT first_op AS first, last_op AS last, (SELECT max(seq) FROM op) AS op FROM tx ORDER BY id DESC'
    expect(ada.raw.prepare(sql).get()).toEqual({ first: 2, last: 2, op: 2 })
  })

  it('comes again without leaving anything', () => {
    const [ada, bob] = [siteOf('ada'), siteOf('bob')]
    put(ada, 'p', 'Prima')
    give(ada, [bob])
    const before = everything(bob.raw)
    const [sent] = ada.send({})
    expect(sent && bob.take(sent)).toMatchObject({ applied: 0, repeated: 1 })
    expect(everything(bob.raw)).toEqual(before)
    expect(bob.raw.prepare('SELECT count(*) FROM tx').pluck().get()).toBe(1)
  })

  it('waits in the log when the row it changes has not come yet', () => {
    const [ada, bob] = [siteOf('ada'), siteOf('bob')]
    put(ada, 'p', 'Prima')
    ada.send({})
    set(ada, 'p', 'hours', 7)
    const [made, changed] = ada.send({})
    if (made && changed) [changed, made].forEach((one) => bob.take(one))
    expect(rowsIn(bob.raw, 'person')).toEqual(rowsIn(ada.raw, 'person'))
  })

  it('brings a row back whole when it is later than its deletion', () => {
    const { ada, bob } = apart()
    set(ada, 'p', 'role', 'socia')
    ada.act((raw) => raw.exec(`DELETE FROM person WHERE id = 'p'`))
    give(ada, [bob], {}, 2)
    give(bob, [ada])
    expect(nameIn(bob, 'p')).toBe('Bob')
    expect(rowsIn(bob.raw, 'person')[0]).toContain("'socia'")
    expect(everything(ada.raw)).toEqual(everything(bob.raw))
  })

  it('is refused before this machine has closed its own: what each had seen could not be told', () => {
    const ada = siteOf('ada')
    put(ada, 'p', 'Prima')
    expect(() => ada.write(() => ada.merge.apply(segment([{}])).next())).not.toThrow()
    expect(() => ada.write(() => [...ada.merge.apply(segment([{}]))])).toThrow('not closed')
  })

  it.each<[string, Partial<IncomingChange>, Partial<Segment>]>([
    ['values that are no JSON', { val: '["Eva"' }, {}],
    ['fewer values than columns', { mask: bitOf(0) + bitOf(2) }, {}],
    ['an object for a value', { val: '[{"a":1}]' }, {}],
    ['a text where a number belongs', { mask: bitOf(30) }, {}],
    ['a fraction where a whole number belongs', { mask: bitOf(30), val: '[1.5]' }, {}],
    ['a blob that is no blob', { mask: bitOf(51), val: '["0g"]' }, {}],
    ['a stamp of a year that leaves no room above it', { stamp: 8e15 + 1 }, {}],
    ['a stamp that is none', { stamp: -1 }, {}],
    ['no column', { mask: 0 }, {}],
    ['no values, and no deletion', { val: null }, {}],
    ['no id', { row: '' }, {}],
    ['no number of its segment', {}, { n: 0 }],
  ])('that no machine of ours can have written is refused with its segment: %s', (_what, wrong, header) => {
    const bob = siteOf('bob')
    const before = everything(bob.raw)
    expect(() => bob.take(segment([{ row: 'good', mask: bitOf(0) }, wrong], header))).toThrow(
      expect.objectContaining({ name: 'MalformedSegment' }),
    )
    expect(everything(bob.raw)).toEqual(before)
  })

  it('that empties what may not be empty hides the row until it is filled', () => {
    const { ada } = apart()
    const later = 1_800_000_000_000_000
    ada.take(segment([{ stamp: later, val: '[null]' }]))
    expect(nameIn(ada, 'p')).toBeUndefined()
    ada.take(segment([{ stamp: later + 1 }], { n: 2 }))
    expect(nameIn(ada, 'p')).toBe('Eva')
    expect(rebuildAll(ada).differing).toBe(0)
  })
})

describe('equal stamps', () => {
  it('are decided by the id of the device, whatever numbers the machines gave them', () => {
    const winners = ['one', 'two'].map((device, at) => {
      const site = siteOf(device)
      const both = ['alfa', 'zeta'].map((far) =>
        segment([{ mask: bitOf(0) + bitOf(existence), val: `["${far}"]` }], { device: far, chain: far }),
      )
      for (const one of at === 0 ? both : both.toReversed()) site.take(one)
      return nameIn(site, 'p')
    })
    expect(winners).toEqual(['zeta', 'zeta'])
  })
})

describe('a stamp from ten years ahead', () => {
  const ahead = (1_700_000_000_000 + 3650 * 86_400_000) * 1000

  it('is believed, and does not draw the clock along', () => {
    const { ada } = apart()
    ada.take(segment([{ stamp: ahead }]))
    expect(nameIn(ada, 'p')).toBe('Eva')
    put(ada, 'q', 'Oggi')
    expect(ada.raw.prepare(`SELECT stamp < ${ahead} FROM op WHERE row = 'q'`).pluck().get()).toBe(1)
  })

  it('is written over by whoever changes the row next', () => {
    const { ada, bob } = apart()
    ada.take(segment([{ stamp: ahead }]))
    set(ada, 'p', 'name', 'Dopo')
    give(ada, [bob], { far: 1 })
    bob.take(segment([{ stamp: ahead }]))
    expect([nameIn(ada, 'p'), nameIn(bob, 'p')]).toEqual(['Dopo', 'Dopo'])
  })
})

describe('stamps from ahead that come in another order', () => {
  it('are all written over by whoever changes the row next', () => {
    const { ada, bob } = apart()
    const ahead = 1_800_000_000_000_000
    const far = [segment([{ stamp: ahead + 9 }]), segment([{ stamp: ahead, val: '["Zoe"]' }], { n: 2 })]
    for (const one of far) ada.take(one)
    set(ada, 'p', 'name', 'Dopo')
    give(ada, [bob], { far: 2 })
    for (const one of far) bob.take(one)
    expect([nameIn(ada, 'p'), nameIn(bob, 'p')]).toEqual(['Dopo', 'Dopo'])
  })
})

describe('a card', () => {
  it('shows both values of a column that two wrote without knowing of each other, alike on both machines', () => {
    const { ada, bob } = apart()
    give(bob, [ada])
    give(ada, [bob], {}, 2)
    expect(cardsIn(ada)).toEqual([{ row: 'p', bit: 0, shown: '"Bob"', lost: '"Ada"' }])
    expect(everything(bob.raw).conflict).toEqual(everything(ada.raw).conflict)
  })

  it.each([
    ['in their order', [1, 2]],
    ['the later one first', [2, 1]],
  ])('is made of an ordinary change beside one stamped far ahead, that came %s', (_what, order) => {
    const { ada } = apart()
    // Nobody else wrote this column, so no card lies there that would be made anew anyhow.
    const role = { mask: bitOf(2) }
    const seen = { ada: 1 }
    const far = [
      segment([{ row: 'q', stamp: 1_800_000_000_000_000 }], { seen }),
      segment([{ ...role, stamp: 1_700_000_000_002_000 }], { n: 2, seen }),
    ]
    for (const n of order) if (far[n - 1]) ada.take(far[n - 1] as Segment)
    expect(cardsIn(ada)).toEqual([])
    const zoe = { device: 'zoe', chain: 'zoe', seen: { ada: 2 } }
    ada.take(segment([{ ...role, stamp: 1_700_000_000_009_000, val: '["Zoe"]' }], zoe))
    expect(cardsIn(ada)).toEqual([{ row: 'p', bit: 2, shown: '"Zoe"', lost: '"Eva"' }])
  })

  it('is not made of what was written over knowingly, of other columns, or of the same value', () => {
    const [ada, bob] = [siteOf('ada'), siteOf('bob')]
    put(ada, 'p', 'Prima')
    put(ada, 'q', 'Prima')
    give(ada, [bob])
    set(bob, 'p', 'name', 'Bob')
    set(ada, 'p', 'role', 'socia')
    set(ada, 'q', 'name', 'Uguale')
    set(bob, 'q', 'name', 'Uguale')
    give(bob, [ada], { ada: 1 })
    give(ada, [bob], {}, 2)
    expect([cardsIn(ada), cardsIn(bob)]).toEqual([[], []])
  })

  it.each([
    ['what is shown', { keep: 'shown' } as const, 'Bob'],
    ['what was lost', { keep: 'lost' } as const, 'Ada'],
    ['something else', { value: 'Anna' }, 'Anna'],
  ])('goes everywhere when a person keeps %s', (_what, choice, name) => {
    const { ada, bob } = apart()
    give(bob, [ada], { ada: 1 })
    give(ada, [bob], {}, 2)
    const id = String(ada.raw.prepare('SELECT id FROM conflict').pluck().get())
    ada.act(() => ada.merge.resolve(id, choice))
    expect(cardsIn(ada)).toEqual([])
    give(ada, [bob], { bob: 1 }, 3)
    expect([nameIn(ada, 'p'), nameIn(bob, 'p')]).toEqual([name, name])
    expect(cardsIn(bob)).toEqual([])
    expect(() => ada.act(() => ada.merge.resolve(id, choice))).toThrow(expect.objectContaining({ name: 'NoConflict' }))
  })

  it('lies on the machine that wrote over what came behind a gap, too: its header cannot say that it knew', () => {
    const [ada, bob] = [siteOf('ada'), siteOf('bob')]
    put(ada, 'p', 'Prima')
    give(ada, [bob])
    set(ada, 'p', 'hours', 7)
    ada.send({})
    set(ada, 'p', 'name', 'Ada')
    const [, second, third] = ada.send({})
    if (third) bob.take(third, { ada: 1 })
    bob.clock.now += 5
    set(bob, 'p', 'name', 'Bob')
    expect(cardsIn(bob)).toEqual([])
    const [sent] = bob.send({ ada: 1 })
    expect(cardsIn(bob)).toMatchObject([{ shown: '"Bob"', lost: '"Ada"' }])
    if (sent) ada.take(sent)
    if (second) bob.take(second, { ada: 1 })
    expect(everything(bob.raw)).toEqual(everything(ada.raw))
  })

  it('goes when somebody who has both simply writes the column', () => {
    const { ada, bob } = apart()
    give(bob, [ada], { ada: 1 })
    set(ada, 'p', 'name', 'Nuova')
    expect(cardsIn(ada)).toEqual([])
  })

  it.each([
    ['shown', 'stays'],
    ['lost', 'goes'],
  ] as const)('tells that one deleted what the other changed; with «%s» the row %s', (keep, what) => {
    const { ada, bob } = apart()
    ada.act((raw) => raw.exec(`DELETE FROM person WHERE id = 'p'`))
    bob.clock.now += 1000
    set(bob, 'p', 'name', 'Dopo')
    give(bob, [ada], { ada: 1 })
    const card = { row: 'p', bit: existence, shown: 'true', lost: 'false' }
    expect(cardsIn(ada)).toContainEqual(card)
    const id = String(ada.raw.prepare(`SELECT id FROM conflict WHERE bit = ${existence}`).pluck().get())
    ada.act(() => ada.merge.resolve(id, { keep }))
    expect(nameIn(ada, 'p')).toBe(what === 'stays' ? 'Dopo' : undefined)
    expect(cardsIn(ada)).toEqual([])
  })
})

describe('a rule between rows', () => {
  const held = ({ raw }: Site): unknown[] => raw.prepare('SELECT row, outcome FROM settled ORDER BY row').all()
  const book = ({ act }: Site, id: string, desk: string): void =>
    act((raw) => void raw.prepare(`INSERT INTO booking(id, desk, day) VALUES (?, ?, '2026-05-04')`).run(id, desk))

  it('gives the desk to the earlier claim, and to the next one when that goes', () => {
    const [ada, bob] = [siteOf('ada'), siteOf('bob')]
    book(ada, 'a', 'd1')
    bob.clock.now += 1
    book(bob, 'b', 'd1')
    give(bob, [ada])
    give(ada, [bob])
    const together = [
      { row: 'a', outcome: 'holds' },
      { row: 'b', outcome: 'lost to a' },
    ]
    expect([held(ada), held(bob)]).toEqual([together, together])
    ada.act((raw) => raw.exec(`UPDATE booking SET desk = 'd2' WHERE id = 'a'`))
    expect(held(ada)).toEqual([
      { row: 'a', outcome: 'holds' },
      { row: 'b', outcome: 'holds' },
    ])
    give(ada, [bob], { bob: 1 }, 2)
    expect(held(bob)).toEqual(held(ada))
    ada.act((raw) => raw.exec(`UPDATE booking SET desk = 'd1' WHERE id = 'a'`))
    // It came back later than the other one.
    expect(held(ada)[0]).toEqual({ row: 'a', outcome: 'lost to b' })
    expect(rebuildAll(ada).differing).toBe(0)
  })
})
