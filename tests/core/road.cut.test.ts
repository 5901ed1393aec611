import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRouterClient } from '@orpc/server'
import { createCaller } from '#core/caller.ts'
import { codeOf } from '../support/refused.ts'
import { type SmallRoad, smallRoad } from './smallRoad.ts'

let road: SmallRoad
beforeEach(async () => {
  road = await smallRoad()
})
afterEach(() => road.close())

const never = new Promise<never>(() => {})

function window() {
  const caller = createCaller('loopback', false)
  let over = false
  const person = { id: 'p', login: 'ada', name: 'Ada', office: '' }
  caller.enter({ person, roles: ['administrator'], since: 0, isOver: () => over, wipe: () => {} })
  const client = createRouterClient(road.router, { context: { caller } })
  return { caller, client, shutOut: () => void (over = true) }
}

test('a stream that waits for its service ends when its person is shut out', async () => {
  road.answer.flow = async function* () {
    yield { said: 'uno' }
    await never
  }
  const { caller, client, shutOut } = window()
  const stream = await client.documents.flow({ text: 'x' })
  expect(await stream.next()).toEqual({ done: false, value: { said: 'uno' } })
  const next = stream.next()
  shutOut()
  expect(caller.session()).toBeNull()
  expect(await codeOf(next)).toBe('signed-out')
})

test('not one step more is given, also when the service has it ready', async () => {
  road.answer.flow = async function* () {
    for (;;) yield { said: 'ancora' }
  }
  const { caller, client } = window()
  const stream = await client.documents.flow({ text: 'x' })
  await stream.next()
  caller.leave(false)
  expect(await codeOf(stream.next())).toBe('signed-out')
})

test('what runs hears of it by its signal', async () => {
  let heard: AbortSignal | null = null
  road.answer.work = (_input, { signal }) => {
    heard = signal
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('left'))))
  }
  const { caller, client } = window()
  const running = client.documents.work({ text: 'x' })
  await new Promise(setImmediate)
  caller.leave(false)
  await expect(running).rejects.toThrow()
  expect(heard).toMatchObject({ aborted: true })
})

test('a lock lets what was begun go on, and somebody else ends it', async () => {
  let heard: AbortSignal | null = null
  let finish = (): void => {}
  road.answer.work = (_input, { signal }) => {
    heard = signal
    return new Promise((resolve) => (finish = () => resolve({ said: 'fatto' })))
  }
  const { caller, client } = window()
  const running = client.documents.work({ text: 'x' })
  await new Promise(setImmediate)
  caller.leave(true)
  expect(heard).toMatchObject({ aborted: false })
  const person = { id: 'q', login: 'bea', name: 'Bea', office: '' }
  caller.enter({ person, roles: [], since: 0, isOver: () => false, wipe: () => {} })
  expect(heard).toMatchObject({ aborted: true })
  finish()
  await running
})

test('a command that waited in line while its person was shut out changes nothing', async () => {
  const ran: string[] = []
  road.answer.change = ({ text }) => {
    ran.push(text)
    return { said: text }
  }
  const { client, shutOut } = window()
  let letGo = (): void => {}
  const held = road.db.write(() => new Promise<void>((resolve) => (letGo = resolve)))
  const waiting = client.documents.change({ text: 'dopo' })
  await new Promise(setImmediate)
  shutOut()
  letGo()
  await held
  expect(await codeOf(waiting)).toBe('signed-out')
  expect(ran).toEqual([])
})
