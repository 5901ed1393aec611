import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Office, office } from '../../support/office.ts'

let here: Office
beforeEach(async () => {
  here = await office()
})
afterEach(() => here.close())

const plain = { theme: 'system', type: 'normal', language: 'it' }
const lookAtDoor = async () => (await here.nobody().door.state()).look

test('the look that is set at the door is the machine’s, also after a restart', async () => {
  expect(await here.nobody().door.setLook({ theme: 'dark' })).toEqual({ ...plain, theme: 'dark' })
  await here.reopen()
  expect(await lookAtDoor()).toEqual({ ...plain, theme: 'dark' })
})

test('a person who has set none sees that of the machine', async () => {
  await here.nobody().door.setLook({ type: 'large' })
  const ada = await here.as()
  expect((await ada.door.state()).look).toEqual({ ...plain, type: 'large' })
})

test('the look that a person sets goes with them and leaves the door as it is', async () => {
  const ada = await here.as()
  await ada.door.setLook({ language: 'en' })
  expect([(await ada.door.state()).look.language, (await lookAtDoor()).language]).toEqual(['en', 'it'])
  await ada.door.signOut({})
  expect((await ada.door.state()).look.language).toBe('it')
  await here.reopen()
  expect((await (await here.as()).door.state()).look).toEqual({ ...plain, language: 'en' })
})

test('two parts set at once are both kept', async () => {
  const ada = await here.as()
  await Promise.all([
    ada.door.setLook({ theme: 'light' }),
    ada.door.setLook({ type: 'large' }),
    ada.door.setLook({ language: 'en' }),
  ])
  expect((await ada.door.state()).look).toEqual({ theme: 'light', type: 'large', language: 'en' })
  await Promise.all([here.nobody().door.setLook({ theme: 'dark' }), here.nobody().door.setLook({ type: 'large' })])
  expect(await lookAtDoor()).toEqual({ theme: 'dark', type: 'large', language: 'it' })
})
