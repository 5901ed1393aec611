import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Directory, RefusedReason } from '#core/identity/directory.rules.ts'
import type { Saying } from '#core/identity/say.ts'
import type { Statement } from '#core/identity/statements.rules.ts'
import { history, pastOf, step } from './identityHistory.ts'
import {
  administrator,
  administratorsOf,
  device,
  founded,
  hex,
  judged,
  newKeys,
  noAdministrator,
  person,
  plain,
  readmitted,
  revoked,
  say,
  sheet,
  suspended,
} from './identityWords.ts'

const root = newKeys()
const three = founded(root, ['ada', 'bob', 'carl'])
const two = founded(root, ['ada', 'bob'])
const reasonOf = (directory: Directory, { id }: Statement): RefusedReason | null =>
  directory.refused.find((refused) => refused.id === id)?.reason ?? null

/** Each way of taking an administrator away. */
const takings: [string, (id: string) => Saying][] = [
  ['suspended', suspended],
  ['revoked', revoked],
  ['relieved of the role', noAdministrator],
  ['given other keys', (id) => person(id, newKeys())],
]

describe.each(takings)('an administrator who is %s', (_, take) => {
  const { statements, keys, head } = three
  const before = say(keys.bob, head, person('dora', newKeys()))
  const taking = say(keys.ada, [before], take('bob'))
  const said = (...more: Statement[]) => judged(root, [...statements, before, taking, ...more])

  test('keeps what was said before, and says nothing more', () => {
    const after = say(keys.bob, [taking], device('tablet', newKeys()))
    const directory = said(after)
    expect(directory.people.has('dora')).toBe(true)
    expect(directory.devices.has('tablet')).toBe(false)
    expect(directory.refused).toEqual([{ id: after.id, reason: 'unauthorised' }])
  })

  test('says nothing by claiming not to have seen it, whatever the clock says', () => {
    for (const at of [0, 100, 9e12]) {
      const beside = say(keys.bob, [before], device('tablet', newKeys()), { at })
      const older = say(keys.bob, head, administrator('bob'), { at })
      const directory = said(beside, older)
      expect([reasonOf(directory, beside), reasonOf(directory, older)]).toEqual(['overruled', 'overruled'])
      expect(directory.devices.size).toBe(0)
    }
  })

  test('takes along whom they made administrator at the same time, and what these said', () => {
    const dora = newKeys()
    const named = say(keys.bob, [before], person('dora', dora))
    const made = say(keys.bob, [named], administrator('dora'))
    const byDora = say(dora, [made], suspended('ada'))
    const directory = said(named, made, byDora)
    expect(administratorsOf(directory)).not.toContain('dora')
    expect(directory.people.get('ada')?.state).toBe('active')
    expect(reasonOf(directory, byDora)).toBe('unauthorised')
  })

  test('does not take along whom they made administrator before', () => {
    const dora = newKeys()
    const known = say(keys.bob, head, person('dora', dora))
    const made = say(keys.bob, [known], administrator('dora'))
    const later = say(keys.ada, [made], take('bob'))
    const byDora = say(dora, [later], device('tablet', newKeys()))
    const directory = judged(root, [...statements, known, made, later, byDora])
    expect(administratorsOf(directory)).toContain('dora')
    expect([...directory.devices.keys()]).toEqual(['tablet'])
  })
})

describe('what is taken comes back only when it is given again afterwards', () => {
  const { statements, keys, head } = three
  test('a role', () => {
    const taken = say(keys.ada, head, noAdministrator('bob'))
    const beside = say(keys.carl, head, administrator('bob'))
    expect(administratorsOf(judged(root, [...statements, taken, beside]))).toEqual(['ada', 'carl'])
    const again = say(keys.carl, [taken, beside], administrator('bob'))
    const byBob = say(keys.bob, [again], device('tablet', newKeys()))
    const directory = judged(root, [...statements, taken, beside, again, byBob])
    expect(administratorsOf(directory)).toEqual(['ada', 'bob', 'carl'])
    expect(directory.devices.has('tablet')).toBe(true)
  })

  test('a suspended person, with the roles of before', () => {
    const taken = say(keys.ada, head, suspended('bob'))
    const beside = say(keys.carl, head, readmitted('bob'))
    const directory = judged(root, [...statements, taken, beside])
    expect(directory.people.get('bob')).toMatchObject({
      state: 'suspended',
      roles: [],
      givenRoles: ['administrator'],
    })
    const again = say(keys.carl, [taken], readmitted('bob'))
    const back = judged(root, [...statements, taken, beside, again])
    expect(back.people.get('bob')).toMatchObject({ state: 'active', roles: ['administrator'] })
  })

  test('but not a revoked person or device', () => {
    const gone = say(keys.ada, head, revoked('bob'))
    const tablet = say(keys.ada, [gone], device('tablet', newKeys()))
    const lost = say(keys.ada, [tablet], { kind: 'device-revoked', device: 'tablet' })
    const again = [
      say(keys.carl, [lost], readmitted('bob')),
      say(keys.carl, [lost], person('bob', keys.bob)),
      say(keys.carl, [lost], device('tablet', newKeys())),
    ]
    const directory = judged(root, [...statements, gone, tablet, lost, ...again])
    expect(directory.people.get('bob')).toMatchObject({ state: 'revoked', roles: [] })
    expect(directory.devices.get('tablet')?.state).toBe('revoked')
  })
})

describe('administrators who take one another away at the same time', () => {
  describe.each(takings)('(%s)', (_, take) => {
    test('are both away when another one is left', () => {
      const { statements, keys, head } = three
      const one = say(keys.ada, head, take('bob'))
      const other = say(keys.bob, head, take('ada'))
      const byAda = say(keys.ada, [one], device('tablet', newKeys()))
      const directory = judged(root, [...statements, one, other, byAda])
      expect(administratorsOf(directory)).toEqual(['carl'])
      expect(directory.devices.size).toBe(0)
    })

    test('leave the one who was made administrator first when nobody else is left', () => {
      const { statements, keys, head } = two
      const one = say(keys.ada, head, take('bob'), { at: 500 })
      const other = say(keys.bob, head, take('ada'), { at: 1 })
      const byAda = say(keys.ada, [one, other], device('tablet', newKeys()))
      const directory = judged(root, [...statements, one, other, byAda])
      expect(administratorsOf(directory).filter((id) => id === 'ada')).toEqual(['ada'])
      expect(reasonOf(directory, other)).toBe('overruled')
      expect(reasonOf(directory, byAda)).toBeNull()
    })
  })

  test('in a ring of three are all away when another one is left, else it unwinds from the first', () => {
    const { statements, keys, head } = three
    const ring = [
      say(keys.ada, head, suspended('bob')),
      say(keys.bob, head, suspended('carl')),
      say(keys.carl, head, suspended('ada')),
    ]
    // Ada is spared; her word against Bob counts, so his against Carl does not.
    expect(administratorsOf(judged(root, [...statements, ...ring]))).toEqual(['ada', 'carl'])
    const dora = newKeys()
    const [known, made] = [say(root, head, person('dora', dora)), say(root, head, administrator('dora'))]
    expect(administratorsOf(judged(root, [...statements, ...ring, known, made]))).toEqual(['dora'])
  })

  test('win no keys of the other by it', () => {
    const { statements, keys, head } = three
    const stolen = newKeys()
    const theft = say(keys.ada, head, person('bob', stolen))
    const defence = say(keys.bob, head, revoked('ada'))
    const asBob = say(stolen, [theft, defence], device('tablet', newKeys()))
    const directory = judged(root, [...statements, theft, defence, asBob])
    expect(administratorsOf(directory)).toEqual(['carl'])
    expect(directory.people.get('bob')).toMatchObject({ state: 'suspended', sign: hex(keys.bob.sign) })
    expect(directory.devices.size).toBe(0)
    const back = say(keys.carl, [theft, defence], person('bob', newKeys()))
    const later = judged(root, [...statements, theft, defence, back])
    expect(later.people.get('bob')).toMatchObject({ state: 'active', roles: ['administrator'] })
  })

  test('through people whom they made administrators for it', () => {
    const { statements, keys, head } = three
    const [dora, emil] = [newKeys(), newKeys()]
    const named = say(root, head, person('dora', dora))
    const both = [named, say(root, [named], person('emil', emil))]
    const last = both.slice(-1)
    const made = [say(keys.ada, last, administrator('dora')), say(keys.bob, last, administrator('emil'))]
    const strike = [say(dora, made.slice(0, 1), revoked('bob')), say(emil, made.slice(1), revoked('ada'))]
    const directory = judged(root, [...statements, ...both, ...made, ...strike])
    expect(administratorsOf(directory)).toEqual(['carl'])
  })

  test('cannot be woken by what happens much later', () => {
    const { statements, keys, head } = three
    const one = say(keys.ada, head, suspended('bob'))
    const other = say(keys.bob, head, suspended('ada'))
    const last = say(keys.carl, [one, other], noAdministrator('carl'))
    expect(administratorsOf(judged(root, [...statements, one, other, last]))).toEqual([])
  })

  test('can always be brought back by the sheet', () => {
    const { statements, keys, head } = two
    const one = say(keys.ada, head, revoked('bob'))
    const other = say(keys.bob, head, suspended('ada'))
    const all = say(root, [one, other], suspended('ada'))
    const none = judged(root, [...statements, one, other, all])
    expect(administratorsOf(none)).toEqual([])
    const back = say(root, [all], readmitted('ada'))
    expect(administratorsOf(judged(root, [...statements, one, other, all, back]))).toEqual(['ada'])
  })
})

describe('a new sheet', () => {
  const { statements, keys, head } = two
  const next = newKeys()
  const renewed = say(keys.ada, head, sheet(next))
  const said = (...more: Statement[]) => judged(root, [...statements, renewed, ...more])

  test('takes the place of the old one', () => {
    const named = say(next, [renewed], person('dora', newKeys()))
    const directory = said(named)
    expect(directory.organisation).toMatchObject({
      root: hex(root.sign),
      recovery: hex(next.box),
      formerRecoveries: [hex(root.box)],
    })
    expect(directory.people.has('dora')).toBe(true)
  })

  test('ends the word of the old one, also where that claims not to have seen it', () => {
    const after = say(root, [renewed], person('dora', newKeys()))
    const beside = say(root, head, person('emil', newKeys()))
    const directory = said(after, beside)
    expect([reasonOf(directory, after), reasonOf(directory, beside)]).toEqual(['unauthorised', 'overruled'])
  })

  test('made by the old sheet is good, and ends it as well', () => {
    const byRoot = say(root, head, sheet(next))
    const beside = say(root, head, revoked('ada'))
    const directory = judged(root, [...statements, byRoot, beside])
    expect(directory.organisation?.recovery).toBe(hex(next.box))
    expect([reasonOf(directory, beside), administratorsOf(directory)]).toEqual(['overruled', ['ada', 'bob']])
  })

  test('can be followed by another', () => {
    const third = newKeys()
    const again = say(next, [renewed], sheet(third))
    const directory = said(again, say(next, [again], person('dora', newKeys())))
    expect(directory.organisation?.recovery).toBe(hex(third.box))
    expect(directory.organisation?.formerRecoveries).toEqual([hex(root.box), hex(next.box)].sort())
    expect(directory.people.has('dora')).toBe(false)
  })

  test('made at the same time as another: one of the two is good, the same everywhere', () => {
    const other = newKeys()
    const beside = say(keys.bob, head, sheet(other))
    const good = judged(root, [...statements, renewed, beside]).organisation?.recovery
    expect([hex(next.box), hex(other.box)]).toContain(good)
    expect(judged(root, [beside, ...statements.toReversed(), renewed]).organisation?.recovery).toBe(good)
  })

  test('is no help against the sheet that takes its maker away at the same time', () => {
    const taken = say(root, head, revoked('ada'))
    const directory = said(taken)
    expect(administratorsOf(directory)).toEqual(['bob'])
    expect(directory.organisation?.recovery).not.toBe(hex(next.box))
    // The one administrator that is left can make another.
    const third = newKeys()
    const repaired = said(taken, say(keys.bob, [renewed, taken], sheet(third)))
    expect(repaired.organisation?.recovery).toBe(hex(third.box))
  })

  test('and where nobody else is left the old sheet stays', () => {
    const alone = founded(root, ['ada'])
    const taken = say(root, alone.head, revoked('ada'))
    const grab = say(alone.keys.ada, alone.head, sheet(next))
    const directory = judged(root, [...alone.statements, taken, grab])
    expect(directory.organisation?.recovery).toBe(hex(root.box))
    const saved = say(root, [taken, grab], person('dora', newKeys()))
    expect(judged(root, [...alone.statements, taken, grab, saved]).people.has('dora')).toBe(true)
  })
})

describe('whatever machines say apart', () => {
  const run = fc.array(step, { minLength: 4, maxLength: 14 }).map((steps) => history(steps, { root, ...three }))

  test('the order and the number of times in which it arrives do not matter', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        run.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const again = shuffled.slice(0, 3)
          expect(plain(judged(root, [...shuffled, ...again]))).toEqual(plain(judged(root, all)))
        },
      ),
      { numRuns: 120 },
    )
  })

  test('nothing counts that was said beside a taking of its signer, but takings', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(run, (all) => {
        const refused = new Set(judged(root, all).refused.map(({ id }) => id))
        const past = pastOf(all)
        const bodies = all.map((statement) => ({
          statement,
          body: JSON.parse(statement.body) as { kind: string; person?: string; role?: string; after: string[] },
        }))
        const takes = bodies.filter(
          ({ body, statement }) =>
            ['suspended', 'person-revoked', 'role-taken'].includes(body.kind) && !refused.has(statement.id),
        )
        for (const { statement, body } of bodies) {
          if (refused.has(statement.id) || !['device', 'role', 'readmitted'].includes(body.kind)) continue
          const signer = Object.entries(three.keys).find(([, keys]) => hex(keys.sign) === statement.signer)?.[0]
          const beside = takes.filter(
            ({ statement: taking, body: of }) =>
              of.person === signer &&
              !past.get(taking.id)?.has(statement.id) &&
              !past.get(statement.id)?.has(taking.id),
          )
          expect(beside.map(({ statement: taking }) => taking.id)).toEqual([])
        }
      }),
      { numRuns: 120 },
    )
  })
})
