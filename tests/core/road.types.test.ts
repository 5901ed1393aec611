/** What must not compile: the compiler is the test, each line below is an error that it has to find. */
import { expect, test } from 'vitest'
import * as z from 'zod'
import { command, long, query, work } from '#contract/define.ts'
import type { Service } from '#core/road.ts'

const output = z.object({})

test('a procedure that does not say who may call it does not compile', () => {
  // @ts-expect-error needs is missing
  const asked = query({ output })
  // @ts-expect-error needs is missing
  const changed = command({ output })
  // @ts-expect-error needs is missing
  const worked = work({ output })
  // @ts-expect-error needs is missing
  const flowed = long({ progress: output, result: output })
  // @ts-expect-error nobody holds such a permission
  const misspelt = query({ needs: 'documents.raed', output })
  expect([asked, changed, worked, flowed, misspelt]).toHaveLength(5)
})

test('a service that forgets a procedure, or answers something else, does not compile', () => {
  // @ts-expect-error waiting is missing
  const forgetful: Service<'today'> = {}
  const wrong: Service<'today'> = {
    // @ts-expect-error this is no answer of today.waiting
    waiting: () => ({ rows: 'many' }),
  }
  expect([forgetful, wrong]).toHaveLength(2)
})
