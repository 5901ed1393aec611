import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Office, office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

let here: Office
beforeEach(async () => {
  here = await office({ founded: false, parsers: 2 })
})
afterEach(() => here.close())

test('the demo is a cooperative of its own, with papers that were really read', async () => {
  const filling = await here.nobody().door.demo({ papers: 30, seed: 1 })
  const steps: number[] = []
  let step = await filling.next()
  for (; !step.done; step = await filling.next()) steps.push(step.value.done)
  expect([steps[0], steps.at(-1)]).toEqual([0, 30])
  expect(steps).toEqual(steps.toSorted((a, b) => a - b))

  const { login, password, counts } = step.value
  expect([login, password]).toEqual(['demo', 'campo-esempio-demo'])
  const demo = await here.as(login, password)
  expect(await demo.door.state()).toMatchObject({
    organisation: 'Cooperativa Sociale Campo Esempio s.c.s. – Impresa Sociale',
    demo: true,
    person: { name: 'Ornella Sarvetti', office: 'Segreteria', roles: ['administrator'] },
  })
  // Four of the founding, six spaces, and each granted to the device and to the sheet.
  // One of the thirty came twice, one is a scan, one is damaged.
  const papers = await demo.documents.counts()
  expect(counts).toMatchObject({ paper: 29, arrival: 30, statement: 22, intake_job: 0 })
  expect(papers).toMatchObject({ all: 29, reading: 0, review: 1, refused: 1 })
  const found = await demo.documents.find({ query: 'fattura', limit: 1 })
  expect(found.total).toBeGreaterThan(0)
  expect(found.rows[0]?.takenInBy).toBe('Ornella Sarvetti')
})

test('a machine that has an organisation is not made a demo', async () => {
  const left = await here.nobody().door.demo({ papers: 0 })
  while (!(await left.next()).done);
  const again = await here.nobody().door.demo({ papers: 0 })
  expect(await codeOf(again.next())).toBe('already-organised')
})

test('a demo that is left stays with the papers it has, whole and readable', async () => {
  const filling = await here.nobody().door.demo({ papers: 200, seed: 2 })
  for (let step = 0; step < 6; step += 1) await filling.next()
  await filling.return?.(undefined)
  await here.reopen()
  const demo = await here.as('demo', 'campo-esempio-demo')
  const { papers } = await demo.admin.status()
  expect(papers).toBeGreaterThan(2)
  expect(papers).toBeLessThan(20)
})
