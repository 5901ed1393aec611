/** A road with procedures of every kind, for what no procedure of the product does: fail in each possible way. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import * as z from 'zod'
import { command, long, query, work } from '#contract/define.ts'
import type { Noun } from '#contract/events.ts'
import type { Role } from '#contract/permissions.ts'
import { createCaller, type Session } from '#core/caller.ts'
import type { Log } from '#core/lib/log.ts'
import { type Act, buildRoad } from '#core/road.ts'
import { type Db, openDb } from '#db/open.ts'

const said = z.object({ said: z.string() })
const input = z.object({ text: z.string().min(1) })

export const smallContract = {
  documents: {
    ask: query({ needs: 'documents.read', input, output: said, refusals: ['not-found'] }),
    change: command({ needs: 'documents.edit', input, output: said, refusals: ['not-found'] }),
    work: work({ needs: 'signed-in', input, output: said }),
    greet: query({ needs: 'anyone', input, output: said }),
    flow: long({ needs: 'signed-in', input, progress: said, result: said, refusals: ['not-found'] }),
  },
}
type Small = typeof smallContract
export type SmallClient = ContractRouterClient<Small>
type Answer = (input: { text: string }, act: Act) => unknown

export interface SmallRoad {
  db: Db
  answer: Record<keyof Small['documents'], Answer>
  changed: Noun[]
  logged: { event: string; facts: Record<string, unknown> }[]
  router: ReturnType<typeof buildRoad<Small>>
  as(roles: readonly Role[] | null): SmallClient
  close(): Promise<void>
}

function sessionOf(roles: readonly Role[]): Session {
  const person = { id: 'p', login: 'ada', name: 'Ada', office: '' }
  return { person, roles, since: 0, isOver: () => false, wipe: () => {} }
}

export async function smallRoad(): Promise<SmallRoad> {
  const folder = mkdtempSync(join(tmpdir(), 'smart-coop-road-'))
  const db = await openDb({
    file: join(folder, 'smart-coop.db'),
    key: Buffer.alloc(32, 7),
    create: true,
    copy: async () => '',
    newestCopy: () => null,
  })
  const changed: Noun[] = []
  const logged: SmallRoad['logged'] = []
  const log: Log = (event, facts = {}) => void logged.push({ event, facts })
  const echo: Answer = ({ text }) => ({ said: text })
  const answer: SmallRoad['answer'] = { ask: echo, change: echo, work: echo, greet: echo, flow: echo }
  const call =
    (verb: keyof SmallRoad['answer']) =>
    (given: unknown, act: Act): unknown =>
      answer[verb](input.parse(given), act)
  const services = {
    documents: {
      ask: call('ask'),
      change: call('change'),
      work: call('work'),
      greet: call('greet'),
      flow: call('flow'),
    },
  }
  const router = buildRoad(smallContract, services, {
    writer: () => db.write,
    changed: (noun) => void changed.push(noun),
    log,
  })
  return {
    db,
    answer,
    changed,
    logged,
    router,
    as(roles) {
      const caller = createCaller('cli', true)
      if (roles) caller.enter(sessionOf(roles))
      return createRouterClient(router, { context: { caller } })
    },
    async close() {
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
