/** The rules of merging by hand-made changes: what the five machines of merge.test.ts take for granted. */
import { describe, expect, it } from 'vitest'
import { type Change, clashesOf, foldRow } from '#db/records/merge.rules.ts'
import { bitOf, existence } from '#db/records/tables.ts'

interface Made extends Change {
  knows: string[]
}

/** An edit of column 0, or a deletion; `knows` are the devices whose change it had read. */
const change = (device: string, stamp: number, value: string | null, knows: string[] = []): Made => ({
  ...{ device, stamp, knows, deletes: value === null },
  ...{ mask: value === null ? 0 : bitOf(0), values: value === null ? null : [value] },
})

/** Of each clash: bit, winner, loser. */
const clashes = (...changes: Made[]): unknown[] =>
  clashesOf(changes, (later, earlier) => later.knows.includes(earlier.device)).map(({ bit, winner, loser }) => [
    bit,
    winner.device,
    loser.device,
  ])

describe('what a person has to look at', () => {
  it('is, of several changes beside a deletion, the latest one', () => {
    const [ada, bob, eva] = [change('ada', 1, 'A'), change('bob', 2, 'B'), change('eva', 3, null)]
    expect(clashes(bob, eva, ada)).toEqual([[existence, 'eva', 'bob']])
  })

  it('is no value that was deleted knowingly, when another change brings the row back', () => {
    const [ada, bob, eva] = [change('ada', 1, 'A'), change('bob', 2, null, ['ada']), change('eva', 3, 'E')]
    expect(clashes(eva, ada, bob)).toEqual([[existence, 'eva', 'bob']])
  })

  it('is no column of a row that is gone', () => {
    const [ada, bob] = [change('ada', 1, 'A'), change('bob', 2, 'B')]
    expect(clashes(ada, bob, change('eva', 3, null, ['ada', 'bob']))).toEqual([])
    expect(clashes(ada, bob)).toEqual([[0, 'bob', 'ada']])
  })

  it('is each value that another one stands over, and none that was written over knowingly', () => {
    const [ada, bob, eva] = [change('ada', 1, 'A'), change('bob', 2, 'B', ['ada']), change('eva', 3, 'E')]
    expect(clashes(ada, bob, eva)).toEqual([[0, 'eva', 'bob']])
    expect(clashes(ada, bob, change('eva', 3, 'E', ['ada', 'bob']))).toEqual([])
  })
})

it('a row that was deleted comes back with the values it had', () => {
  const state = foldRow([change('eva', 3, null), change('bob', 4, 'B'), change('ada', 1, 'A')])
  expect(state).toMatchObject({ alive: true })
  expect(state?.cells.get(0)).toMatchObject({ value: 'B', device: 'bob' })
  expect(foldRow([change('ada', 1, 'A'), change('eva', 3, null)])).toMatchObject({ alive: false })
})
