/** The whole program is killed while it makes copies and takes them back. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginOpening, readFront } from '#core/modules/copies/container.ts'
import { readParts } from '#core/modules/copies/contents.ts'
import { openLock, parseLock } from '#core/modules/copies/lock.ts'
import { copyKeyOf } from '#core/modules/copies/takeBack.ts'
import { founder, office } from '../../support/office.ts'
import { refusalOf } from '../../support/refused.ts'
import { makeCopy, problemsOf, takeBack } from './copyRoom.ts'

const kills = 10
const papers = 16
const entry = fileURLToPath(new URL('copyChild.ts', import.meta.url))

let root: string
let data: string
let stick: string
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'smart-coop-killed-'))
  ;[data, stick] = [join(root, 'data'), join(root, 'stick')]
  const source = join(root, 'source')
  for (const folder of [stick, source]) mkdirSync(folder)
  for (let i = 0; i < papers; i++) writeFileSync(join(source, `${i}.bin`), randomBytes(1_500_000))
  const house = await office({ folder: data, parsers: 0 })
  const ada = await house.as()
  for await (const event of await ada.documents.takeIn({ paths: [source], until: 'kept' })) void event
  await house.close()
  rmSync(source, { recursive: true })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs until `afterMs` past the beginning, or to its end; gives how long it took, or null when it was killed. */
async function run(verb: 'make' | 'takeBack', folder: string, file: string, afterMs: number): Promise<number | null> {
  const child = spawn(process.execPath, [entry, verb, folder, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let begun = 0
  let took: number | null = null
  child.stdout.on('data', (piece: Buffer) => {
    if (piece.includes('begun')) {
      begun = performance.now()
      setTimeout(() => child.kill('SIGKILL'), afterMs)
    }
    if (piece.includes('done')) took = performance.now() - begun
  })
  const ended = await new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`)),
  )
  if (ended !== 'SIGKILL' && ended !== 'code 0') throw new Error(`the program ended by itself with ${ended}`)
  return took
}

async function isWhole(file: string): Promise<boolean> {
  const fd = openSync(file, 'r')
  try {
    const front = readFront(fd)
    const lock = parseLock(front.lock)
    const deviceKey = lock && (await openLock(lock, founder.password, null))
    if (!deviceKey) return false
    readParts(beginOpening(fd, copyKeyOf(deviceKey), front), () => null)
    return true
  } finally {
    closeSync(fd)
  }
}

const without = (names: string[], unwanted: RegExp): string[] => names.filter((name) => !unwanted.test(name))

describe('a drive that goes away while a copy is written', () => {
  it('is told as that, and harms nothing', { timeout: 120_000 }, async () => {
    const drive = join(root, 'tolta')
    mkdirSync(drive)
    const house = await office({ folder: data, founded: false, parsers: 0 })
    try {
      const ada = await house.as()
      const stream = await ada.copies.make({ to: drive })
      const rest = (async () => {
        for (;;) {
          const step = await stream.next()
          if (step.done) return
          if (step.value.stage !== 'database') rmSync(drive, { recursive: true, force: true })
        }
      })()
      expect(await refusalOf(rest)).toEqual({ code: 'copy-vanished', data: { path: drive } })
      expect(await problemsOf(ada)).toEqual([])
    } finally {
      await house.close()
    }
  })
})

describe('killed', { timeout: 300_000 }, () => {
  it(`${kills} times while it makes a copy: no half copy looks whole, and the machine is as it was`, async () => {
    const whole = (await run('make', data, stick, 60_000)) ?? 0
    expect(whole).toBeGreaterThan(0)
    let [killed, halves] = [0, 0]
    for (let i = 0; i < kills; i++) {
      if ((await run('make', data, stick, (whole * (i + 0.5)) / kills)) === null) killed += 1
      // The next copy removes what this one left.
      if (readdirSync(stick).some((name) => name.endsWith('.part'))) halves += 1
    }
    expect(killed).toBeGreaterThan(kills / 3)
    for (const name of without(readdirSync(stick), /\.part$/)) {
      expect([name, await isWhole(join(stick, name))]).toEqual([name, true])
    }
    const house = await office({ folder: data, founded: false, parsers: 0 })
    try {
      const ada = await house.as()
      expect((await ada.documents.find({})).total).toBe(papers)
      expect(await problemsOf(ada)).toEqual([])
      expect(readdirSync(join(data, 'copies')).filter((name) => name.includes('part'))).toEqual([])
      await makeCopy(ada, stick)
      expect(readdirSync(stick).filter((name) => name.endsWith('.part'))).toEqual([])
    } finally {
      await house.close()
    }
    process.stdout.write(
      `${killed} of ${kills} killed within a copy, ${halves} left half a copy, which the next one removed\n`,
    )
  })

  it(`${kills} times while it takes one back: the folder has the whole machine, or nothing of it`, async () => {
    const file = join(root, 'buona.copia')
    const first = await office({ folder: data, founded: false, parsers: 0 })
    await makeCopy(await first.as(), file)
    await first.close()
    const whole = (await run('takeBack', join(root, 'prova'), file, 60_000)) ?? 0
    let [halves, back] = [0, 0]
    for (let i = 0; i < kills; i++) {
      const folder = join(root, `nuova-${i}`)
      mkdirSync(folder)
      await run('takeBack', folder, file, (whole * (i + 0.5)) / kills)
      if (readdirSync(folder).includes('founding')) halves += 1
      const house = await office({ folder, founded: false, parsers: 0 })
      try {
        if ((await house.nobody().door.state()).stage === 'new') {
          expect(without(readdirSync(folder), /^(lock|socket)/)).toEqual([])
          if (i % 3 > 0) continue
          await takeBack(house.nobody(), file, founder.password)
        } else back += 1
        const ada = await house.as()
        expect((await ada.documents.find({})).total).toBe(papers)
        expect(await problemsOf(ada)).toEqual([])
      } finally {
        await house.close()
        rmSync(folder, { recursive: true })
      }
    }
    expect(halves).toBeGreaterThan(2)
    process.stdout.write(`${halves} of ${kills} left a half machine, removed at the next start; ${back} were whole\n`)
  })
})
