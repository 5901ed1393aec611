import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCaller } from '#core/caller.ts'
import { type SmallClient, type SmallRoad, smallRoad } from './smallRoad.ts'

const secret = 'parola-segreta'

let road: SmallRoad
let port: MessagePort
let client: SmallClient
beforeEach(async () => {
  road = await smallRoad()
  const channel = new MessageChannel()
  port = channel.port2
  const caller = createCaller('cli', true)
  const person = { id: 'p', login: 'ada', name: 'Ada', office: '' }
  caller.enter({ person, roles: ['administrator'], since: 0, isOver: () => false, wipe: () => {} })
  new RPCHandler(road.router).upgrade(channel.port1, { context: { caller } })
  channel.port1.start()
  client = createORPCClient(new RPCLink({ port }))
  port.start()
})
afterEach(async () => {
  port.close()
  await road.close()
})

async function thrownBy(call: Promise<unknown>) {
  try {
    await call
  } catch (error) {
    if (error instanceof ORPCError)
      return { code: error.code, defined: error.defined, all: JSON.stringify(error.toJSON()) }
    throw error
  }
  throw new Error('nothing was refused')
}

test('an answer comes through a real port', async () => {
  expect(await client.documents.change({ text: 'ciao' })).toEqual({ said: 'ciao' })
})

test('an unknown procedure is not there, whatever its name', async () => {
  const wild = client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  for (const [noun, verb] of [
    ['documents', 'drop'],
    ['nowhere', 'ask'],
    ['__proto__', 'ask'],
    ['documents', 'constructor'],
  ] as const) {
    const call = wild[noun]?.[verb]
    if (!call) throw new Error('the client makes every name')
    expect((await thrownBy(call({ text: 'x' }))).code).toBe('NOT_FOUND')
  }
})

test('invalid input is bad input and nothing more', async () => {
  expect(await thrownBy(client.documents.ask({ text: '' }))).toMatchObject({ code: 'bad-input', defined: true })
})

test('a bug crosses as a number, alone and in a stream', async () => {
  road.answer.work = () => {
    throw new Error(secret)
  }
  road.answer.flow = async function* ({ text }) {
    yield { said: text }
    throw new Error(secret)
  }
  const alone = await thrownBy(client.documents.work({ text: 'x' }))
  const stream = await client.documents.flow({ text: 'x' })
  expect(await stream.next()).toEqual({ done: false, value: { said: 'x' } })
  const streamed = await thrownBy(stream.next())
  for (const error of [alone, streamed]) {
    expect(error).toMatchObject({ code: 'internal', defined: true })
    expect(error.all).not.toContain(secret)
  }
})

test('a stream that is left ends its service, though that waits', async () => {
  const ended = Promise.withResolvers<string>()
  road.answer.flow = async function* ({ text }, { signal }) {
    try {
      yield { said: text }
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    } finally {
      ended.resolve('ended')
    }
  }
  const stream = await client.documents.flow({ text: 'x' })
  await stream.next()
  await stream.return?.(undefined)
  expect(await ended.promise).toBe('ended')
})

test('a port that closes ends its streams', async () => {
  const ended = Promise.withResolvers<string>()
  road.answer.flow = async function* ({ text }, { signal }) {
    try {
      yield { said: text }
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    } finally {
      ended.resolve('ended')
    }
  }
  const stream = await client.documents.flow({ text: 'x' })
  await stream.next()
  port.close()
  expect(await ended.promise).toBe('ended')
})
