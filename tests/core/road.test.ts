import { setTimeout as sleep } from 'node:timers/promises'
import { ORPCError } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '#contract/errors.ts'
import { type SmallRoad, smallRoad } from './smallRoad.ts'

const secret = 'RSSMRA80A01F205X parola-segreta'

let road: SmallRoad
beforeEach(async () => {
  road = await smallRoad()
})
afterEach(() => road.close())

async function thrownBy(call: Promise<unknown>): Promise<ORPCError<string, unknown>> {
  try {
    await call
  } catch (error) {
    if (error instanceof ORPCError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const everythingOf = (error: Error): string =>
  JSON.stringify([error.message, error.stack, error.cause, 'data' in error ? error.data : null])

async function drain(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const one of stream) all.push(one)
  return all
}

function codeError(code: string): Error {
  return Object.assign(new Error(secret), { code })
}

const countPreferences = (): number =>
  road.db.read.prepare<[], { many: number }>('SELECT count(*) AS many FROM preference').get()?.many ?? -1
const addPreference = (value: string): Promise<void> =>
  road.db.write((tx) => {
    tx.raw.prepare(`INSERT INTO preference VALUES('p', ?, '1')`).run(value)
  })

describe('who may call', () => {
  test('nobody is told to sign in, and the service is not reached', async () => {
    let reached = false
    road.answer.ask = () => (reached = true)
    const error = await thrownBy(road.as(null).documents.ask({ text: 'x' }))
    expect([error.code, error.defined, reached]).toEqual(['signed-out', true, false])
  })

  test('a person without the permission is told which one is missing', async () => {
    const error = await thrownBy(road.as([]).documents.change({ text: 'x' }))
    expect([error.code, error.data]).toEqual(['forbidden', { needs: 'documents.edit' }])
  })

  test('permission is asked before the input is looked at', async () => {
    expect((await thrownBy(road.as(null).documents.ask({ text: '' }))).code).toBe('signed-out')
  })

  test('a person with the role is answered', async () => {
    expect(await road.as(['administrator']).documents.change({ text: 'ciao' })).toEqual({ said: 'ciao' })
  })
})

describe('what may pass', () => {
  test('invalid input never reaches the service', async () => {
    let reached = 0
    for (const verb of ['ask', 'change', 'work', 'greet'] as const) {
      road.answer[verb] = () => (reached += 1)
      const error = await thrownBy(road.as(['administrator']).documents[verb]({ text: '' }))
      expect([verb, error.code, error.data]).toEqual([verb, 'bad-input', {}])
    }
    expect(reached).toBe(0)
  })

  test('a declared refusal keeps its code', async () => {
    road.answer.ask = () => {
      throw new Refusal('not-found')
    }
    const error = await thrownBy(road.as(['administrator']).documents.ask({ text: 'x' }))
    expect([error.code, error.defined]).toEqual(['not-found', true])
  })

  test('a refusal that the procedure does not declare is a bug', async () => {
    road.answer.greet = () => {
      throw new Refusal('file-empty', { name: secret })
    }
    const error = await thrownBy(road.as(null).documents.greet({ text: 'x' }))
    expect(error.code).toBe('internal')
    expect(everythingOf(error)).not.toContain(secret)
    expect(road.logged[0]?.facts['refusal']).toBe('file-empty')
  })

  test('an ORPCError of a library is a bug like any other', async () => {
    road.answer.greet = () => {
      throw new ORPCError('NOT_FOUND', { message: secret, data: { secret } })
    }
    const error = await thrownBy(road.as(null).documents.greet({ text: 'x' }))
    expect(error.code).toBe('internal')
    expect(everythingOf(error)).not.toContain(secret)
  })

  test('a thrown error becomes a number without its text, and is logged under that number', async () => {
    road.answer.work = () => {
      throw new TypeError(`not a name: "${secret}"`)
    }
    const error = await thrownBy(road.as([]).documents.work({ text: 'x' }))
    expect([error.code, error.defined]).toEqual(['internal', true])
    expect(everythingOf(error)).not.toContain(secret)
    const [entry] = road.logged
    expect(entry?.facts).toMatchObject({ ...(error.data as object), path: 'documents.work', error: 'TypeError' })
    expect(JSON.stringify(entry)).not.toContain(secret)
    expect(String(entry?.facts['at'])).toContain('road.test.ts')
  })

  test('what was thrown without being an error is a number too', async () => {
    road.answer.work = () => {
      throw secret
    }
    const error = await thrownBy(road.as([]).documents.work({ text: 'x' }))
    expect(error.code).toBe('internal')
    expect(everythingOf(error)).not.toContain(secret)
  })

  test('an answer that does not fit the contract does not leave', async () => {
    road.answer.ask = () => ({ said: 7, secret })
    const error = await thrownBy(road.as(['administrator']).documents.ask({ text: 'x' }))
    expect(error.code).toBe('internal')
    expect(everythingOf(error)).not.toContain(secret)
    expect(road.logged).toHaveLength(1)
  })

  test('a full disk and a busy database are told as what they are', async () => {
    for (const [thrown, code] of [
      ['SQLITE_FULL', 'disk-full'],
      ['ENOSPC', 'disk-full'],
      ['SQLITE_BUSY', 'busy'],
      ['SQLITE_BUSY_SNAPSHOT', 'busy'],
      ['SQLITE_CORRUPT', 'internal'],
    ]) {
      road.answer.change = () => {
        throw new Error('outer', { cause: codeError(thrown ?? '') })
      }
      const error = await thrownBy(road.as(['administrator']).documents.change({ text: 'x' }))
      expect([thrown, error.code, everythingOf(error).includes(secret)]).toEqual([thrown, code, false])
    }
  })

  test('a database that is really full or really locked gets those codes', async () => {
    const page = Number(road.db.read.pragma('page_count', { simple: true }))
    await road.db.write((tx) => void tx.raw.pragma(`max_page_count = ${page}`))
    road.answer.change = async () => {
      for (let i = 0; i < 500; i += 1) await addPreference(`${i}-${'x'.repeat(4000)}`)
      return { said: '' }
    }
    expect((await thrownBy(road.as(['administrator']).documents.change({ text: 'x' }))).code).toBe('disk-full')
    expect(countPreferences()).toBe(0)
  })
})

describe('a command', () => {
  test('is one transaction that rolls back whole', async () => {
    road.answer.change = async () => {
      await addPreference('one')
      await addPreference('two')
      throw new Refusal('not-found')
    }
    expect((await thrownBy(road.as(['administrator']).documents.change({ text: 'x' }))).code).toBe('not-found')
    expect([countPreferences(), road.changed]).toEqual([0, []])
  })

  test('is answered and announced only after its commit', async () => {
    const seen: number[] = []
    road.answer.change = async ({ text }) => {
      await addPreference('one')
      seen.push(countPreferences())
      return { said: text }
    }
    await road.as(['administrator']).documents.change({ text: 'x' })
    seen.push(countPreferences())
    expect([seen, road.changed]).toEqual([[0, 1], ['documents']])
  })

  test('whose commit fails is not acknowledged', async () => {
    road.answer.change = async ({ text }) => {
      await road.db.write((tx) => {
        tx.raw.exec('ROLLBACK')
      })
      return { said: text }
    }
    expect((await thrownBy(road.as(['administrator']).documents.change({ text: 'x' }))).code).toBe('internal')
    expect(road.changed).toEqual([])
  })

  test('waits for the one before it, so that many at once all succeed', async () => {
    road.answer.change = async ({ text }) => {
      const before = countPreferences()
      await addPreference(text)
      await sleep(1)
      return { said: String(before) }
    }
    const client = road.as(['administrator'])
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => client.documents.change({ text: `k${i}` })))
    expect(answers.map((answer) => Number(answer.said))).toEqual(Array.from({ length: 50 }, (_, i) => i))
    expect(countPreferences()).toBe(50)
  })
})

test('a query announces nothing', async () => {
  await road.as(['administrator']).documents.ask({ text: 'x' })
  expect(road.changed).toEqual([])
})

describe('a long call', () => {
  test('streams, ends with its result, and is announced at its end', async () => {
    road.answer.flow = async function* ({ text }) {
      yield { said: text }
      expect(road.changed).toEqual([])
      return { said: 'end' }
    }
    const stream = await road.as([]).documents.flow({ text: 'x' })
    expect(await stream.next()).toEqual({ done: false, value: { said: 'x' } })
    expect(await stream.next()).toEqual({ done: true, value: { said: 'end' } })
    expect(road.changed).toEqual(['documents'])
  })

  test('is refused before it begins when nobody is signed in', async () => {
    expect((await thrownBy(road.as(null).documents.flow({ text: 'x' }))).code).toBe('signed-out')
  })

  test('that fails in the middle gives a number and no text', async () => {
    road.answer.flow = async function* ({ text }) {
      yield { said: text }
      throw new Error(secret)
    }
    const error = await thrownBy(drain(await road.as([]).documents.flow({ text: 'x' })))
    expect([error.code, error.defined]).toEqual(['internal', true])
    expect(everythingOf(error)).not.toContain(secret)
  })

  test('that refuses in the middle keeps the code', async () => {
    road.answer.flow = async function* ({ text }) {
      yield { said: text }
      throw new Refusal('not-found')
    }
    const error = await thrownBy(drain(await road.as([]).documents.flow({ text: 'x' })))
    expect([error.code, error.defined]).toEqual(['not-found', true])
  })

  test('that says what is not in the contract ends with a number', async () => {
    road.answer.flow = async function* () {
      yield { said: 7, secret }
    }
    const error = await thrownBy(drain(await road.as([]).documents.flow({ text: 'x' })))
    expect(error.code).toBe('internal')
    expect(everythingOf(error)).not.toContain(secret)
  })

  test('that is left while its service waits ends the service, and its finally runs', async () => {
    const steps: string[] = []
    const waits = Promise.withResolvers<void>()
    road.answer.flow = async function* ({ text }, { signal }) {
      try {
        yield { said: text }
        waits.resolve()
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      } finally {
        steps.push('finally')
      }
    }
    const stream = await road.as([]).documents.flow({ text: 'x' })
    await stream.next()
    const waiting = stream.next()
    await waits.promise
    await stream.return?.()
    expect([await waiting, steps]).toEqual([{ done: true, value: undefined }, ['finally']])
    expect([road.logged, road.changed]).toEqual([[], []])
  })

  test('that is left between two steps runs its finally', async () => {
    const steps: string[] = []
    road.answer.flow = async function* ({ text }) {
      try {
        yield { said: text }
        yield { said: 'never' }
      } finally {
        steps.push('finally')
      }
    }
    for await (const step of await road.as([]).documents.flow({ text: 'x' })) {
      steps.push(step.said)
      break
    }
    expect(steps).toEqual(['x', 'finally'])
  })

  test('hears the caller cancel', async () => {
    const cancel = new AbortController()
    let aborted = false
    road.answer.flow = async function* ({ text }, { signal }) {
      yield { said: text }
      cancel.abort()
      aborted = signal.aborted
    }
    await drain(await road.as([]).documents.flow({ text: 'x' }, { signal: cancel.signal })).catch(() => {})
    expect(aborted).toBe(true)
  })
})
