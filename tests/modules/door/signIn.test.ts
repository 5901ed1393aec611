import { expect, test } from 'vitest'
import { founder, office } from '../../support/office.ts'

test('a founded office lets its founder in and shows who is in', async () => {
  const here = await office()
  const ada = await here.as()
  const state = await ada.door.state()
  expect(state).toMatchObject({ stage: 'in', organisation: founder.organisation, person: { name: founder.name, roles: ['administrator'] } })
  await here.close()
})
