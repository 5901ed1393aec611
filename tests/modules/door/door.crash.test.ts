import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { office } from '../../support/office.ts'
import { founder, nextPassword, runChild } from '../../support/crashes.ts'

const kills = 15

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'smart-coop-crash-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const run = (verb: 'found' | 'change', folder: string, dieAt: number) => runChild('doorChild.ts', verb, folder, dieAt)

/** Steps spread over all of some work, the first and the last among them; beside them each run takes others. */
const stepsOf = (total: number): number[] =>
  Array.from({ length: kills }, (_, i) => {
    if (i === 0 || i === kills - 1) return i === 0 ? 1 : total
    return Math.min(total, Math.max(1, Math.floor(((i + Math.random()) / kills) * total)))
  })

const leftovers = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.includes('.part') || name === 'founding',
  )

/** Which of the two passwords opens; the office must be whole behind it. */
async function openedBy(folder: string): Promise<string[]> {
  const here = await office({ folder, founded: false })
  const opens: string[] = []
  for (const password of [founder.password, nextPassword]) {
    const ada = await here.as(founder.login, password).catch(() => null)
    if (!ada) continue
    opens.push(password)
    const check = await ada.admin.verify()
    let step = await check.next()
    while (!step.done) step = await check.next()
    expect(step.value).toEqual({ ok: true, problems: [] })
  }
  await here.close()
  return opens
}

test(
  `a founding killed at ${kills} of its steps leaves nothing or a whole organisation`,
  { timeout: 600_000 },
  async () => {
    const total = (await run('found', join(root, 'unharmed'), 0)) ?? 0
    const ends = { nothing: 0, whole: 0 }
    for (const dieAt of stepsOf(total)) {
      const folder = mkdtempSync(join(root, 'found-'))
      expect([dieAt, await run('found', folder, dieAt)]).toEqual([dieAt, null])
      const here = await office({ folder, founded: false })
      const { stage } = await here.nobody().door.state()
      ends[stage === 'new' ? 'nothing' : 'whole'] += 1
      if (stage === 'new') await here.nobody().door.found(founder)
      await here.close()
      expect([dieAt, await openedBy(folder), leftovers(folder)]).toEqual([dieAt, [founder.password], []])
    }
    process.stdout.write(
      `founding has ${total} steps; killed: ${ends.nothing} left nothing, ${ends.whole} a whole organisation\n`,
    )
    expect(Math.min(ends.nothing, ends.whole)).toBeGreaterThan(0)
  },
)

test(
  `a change of the password killed at ${kills} of its steps leaves the old one or the new one`,
  { timeout: 600_000 },
  async () => {
    const original = join(root, 'original')
    await run('found', original, 0)
    const copy = (): string => {
      const folder = mkdtempSync(join(root, 'change-'))
      cpSync(original, folder, { recursive: true })
      return folder
    }
    const total = (await run('change', copy(), 0)) ?? 0
    const ends = { old: 0, new: 0 }
    for (const dieAt of stepsOf(total)) {
      const folder = copy()
      expect([dieAt, await run('change', folder, dieAt)]).toEqual([dieAt, null])
      const opens = await openedBy(folder)
      expect([dieAt, opens.length, leftovers(folder)]).toEqual([dieAt, 1, []])
      ends[opens[0] === nextPassword ? 'new' : 'old'] += 1
    }
    process.stdout.write(
      `a change has ${total} steps; killed: ${ends.old} left the old password, ${ends.new} the new one\n`,
    )
    expect(Math.min(ends.old, ends.new)).toBeGreaterThan(0)
  },
)
