import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCaller } from '#core/caller.ts'
import { recoveryPair } from '#core/identity/recovery.ts'
import { openRing, type SpaceRing } from '#core/identity/spaceKeys.ts'
import { lacking } from '#core/identity/spaces.rules.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import { systemClock } from '#core/lib/clock.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { createDoor, type Door } from '#core/modules/door/door.ts'
import { isFormerSheet, openSheet } from '#core/modules/door/sheet.ts'
import { founder, runChild } from '../support/crashes.ts'
import { cheapCost, office } from '../support/office.ts'

const kills = 12

let root: string
let original: string
let firstCode: string
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'smart-coop-keys-'))
  original = join(root, 'original')
  const here = await office({ folder: original, founded: false })
  const { recovery } = await here.nobody().door.found(founder)
  firstCode = recovery
  const ada = await here.as(founder.login, founder.password)
  await ada.people.create({ login: 'bob', name: 'Bob Dall’Oglio', office: '', password: 'la parola di Bob', roles: [] })
  await here.close()
}, 60_000)
afterAll(() => rmSync(root, { recursive: true, force: true }))

const run = (verb: 'sheet' | 'revoke', folder: string, dieAt: number) => runChild('keysChild.ts', verb, folder, dieAt)

/** The first steps one by one, for the door is written there; then spread over the rest, the last among them. */
const stepsOf = (total: number): number[] =>
  Array.from({ length: kills }, (_, i) => {
    const first = kills / 2
    return i < first ? i + 1 : first + Math.round(((i + 1 - first) * (total - first)) / first)
  })

function copied(): string {
  const folder = mkdtempSync(join(root, 'cut-'))
  cpSync(original, folder, { recursive: true })
  return folder
}

/** The founder signs in at the door of the folder, and all is there. */
async function enter(folder: string): Promise<Door> {
  const door = createDoor({
    ...{ folder, clock: systemClock, log: silentLog, announcer: createAnnouncer(), host: nodeHost('cli') },
    ...{ cost: cheapCost, parsers: 1 },
  })
  await door.signIn(createCaller('cli', true), { login: founder.login, password: founder.password })
  expect(door.directory().refused).toEqual([])
  expect(door.file()?.pending).toEqual([])
  expect(lacking(door.directory())).toEqual([])
  return door
}

const epochsOf = (ring: SpaceRing | null): string[] =>
  (ring?.spaces() ?? []).flatMap((space) => ring?.epochs(space).map(({ epoch }) => `${space} ${epoch}`) ?? []).sort()
const allEpochs = (door: Door): string[] =>
  [...door.directory().spaces.values()].flatMap(({ id, keys }) => keys.map(({ epoch }) => `${id} ${epoch}`)).sort()

test(
  `a new sheet killed at ${kills} of its steps leaves the old one or the new one, and every key`,
  { timeout: 600_000 },
  async () => {
    const total = (await run('sheet', copied(), 0)) ?? 0
    const ends = { old: 0, new: 0 }
    for (const dieAt of stepsOf(total)) {
      const folder = copied()
      expect([dieAt, await run('sheet', folder, dieAt)]).toEqual([dieAt, null])
      const door = await enter(folder)
      const file = door.file()
      if (!file) throw new Error('no organisation')
      const newCode = readFileSync(`${folder}.code`, 'utf8')
      const good = [firstCode, newCode].filter((code) => openSheet(file, code) !== null)
      expect([dieAt, good.length]).toEqual([dieAt, 1])
      const pair = recoveryPair(good[0] ?? '')
      expect(pair && epochsOf(openRing(door.directory(), pair))).toEqual(allEpochs(door))
      expect(epochsOf(door.ring())).toEqual(allEpochs(door))
      const isNew = good[0] === newCode
      expect([isFormerSheet(file, firstCode), allEpochs(door).length]).toEqual([isNew, isNew ? 12 : 6])
      ends[isNew ? 'new' : 'old'] += 1
      await door.close()
    }
    process.stdout.write(`a new sheet has ${total} steps; killed: ${ends.old} left the old one, ${ends.new} the new\n`)
    expect(Math.min(ends.old, ends.new)).toBeGreaterThan(0)
  },
)

test(
  `a revocation killed at ${kills} of its steps leaves nothing of it or all of it, and every key`,
  { timeout: 600_000 },
  async () => {
    const total = (await run('revoke', copied(), 0)) ?? 0
    const ends = { before: 0, after: 0 }
    for (const dieAt of stepsOf(total)) {
      const folder = copied()
      expect([dieAt, await run('revoke', folder, dieAt)]).toEqual([dieAt, null])
      const door = await enter(folder)
      const bob = [...door.directory().people.values()].find(({ login }) => login === 'bob')
      const isGone = bob?.state === 'revoked'
      expect([dieAt, allEpochs(door).length]).toEqual([dieAt, isGone ? 12 : 6])
      expect(epochsOf(door.ring())).toEqual(allEpochs(door))
      expect(door.file()?.people.map(({ login }) => login)).toEqual(isGone ? ['ada'] : ['ada', 'bob'])
      ends[isGone ? 'after' : 'before'] += 1
      await door.close()
    }
    process.stdout.write(
      `a revocation has ${total} steps; killed: ${ends.before} left all as before, ${ends.after} all\n`,
    )
    expect(Math.min(ends.before, ends.after)).toBeGreaterThan(0)
  },
)
