import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseValues } from '#db/records/values.ts'

const outcome = (parse: (json: string) => unknown, json: string): unknown => {
  try {
    return { value: parse(json) }
  } catch {
    return 'refused'
  }
}
const same = (json: string): void => {
  // Longer numbers are exact here, which JSON.parse alone cannot say.
  fc.pre(!/\d{15}/.test(json))
  const read = outcome(parseValues, json)
  const expected = outcome(JSON.parse, json)
  expect(read, json).toStrictEqual(expected)
}

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'attesa', '2026-11-24', 'null', ','),
  fc.constant(null),
  fc.integer(),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.record({ op: fc.nat(), at: fc.nat() }),
  fc.boolean(),
  fc.array(fc.nat(), { maxLength: 2 }),
)
const list = fc.array(cell, { maxLength: 12 }).map((values) => JSON.stringify(values))
/** What another machine might send: a list with a bit of it left out, doubled, or something put in. */
const broken = fc
  .tuple(
    list,
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom('', '"', ',', '[', ']', '0', '-', '\\', '\n', ' ', 'null', '\0', '{', '1e3'),
  )
  .map(([json, at, cut, put]) => {
    const from = at % (json.length + 1)
    return json.slice(0, from) + put + json.slice(from + cut)
  })

describe('the values of a change', () => {
  it('are read as JSON.parse reads them', () => {
    fc.assert(fc.property(list, same), { numRuns: 3000 })
  })

  it('are refused where JSON.parse refuses them', () => {
    fc.assert(fc.property(broken, same), { numRuns: 10_000 })
  })

  it.each([
    '[',
    ']',
    '',
    '[]',
    '[,]',
    '["a",]',
    '["a""b"]',
    '["a"]]',
    '[["a"]',
    '[1 ]',
    '[01]',
    '[-0]',
    '[-]',
    '["]',
    '["a"x]',
    '[null,null]',
    '[nul]',
  ])('whatever stands at the edge: %s', same)
})
