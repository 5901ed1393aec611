/** A copy of format 1 as it was written on the day the format was frozen: every later program opens it. */
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { beginOpening, readFront } from '#core/modules/copies/container.ts'
import { readParts } from '#core/modules/copies/contents.ts'
import { openLock, parseLock } from '#core/modules/copies/lock.ts'
import { copyKeyOf } from '#core/modules/copies/takeBack.ts'
import frozen from '../../fixtures/copies/copy-1.json' with { type: 'json' }

const folder = mkdtempSync(join(tmpdir(), 'smart-coop-frozen-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['a password', frozen.password, null],
  ['a password and its login', frozen.password, 'ada'],
  ['the printed sheet', frozen.recovery, null],
])('a copy of format 1 opens with %s', async (_, secret, login) => {
  const path = join(folder, 'copia')
  writeFileSync(path, Buffer.from(frozen.copy, 'base64'))
  const fd = openSync(path, 'r')
  const got = new Map<string, string>()
  try {
    const front = readFront(fd)
    const lock = parseLock(front.lock)
    const deviceKey = lock && (await openLock(lock, secret, login))
    if (!deviceKey) throw new Error('the lock stays shut')
    readParts(beginOpening(fd, copyKeyOf(deviceKey), front), (name) => ({
      write: (bytes) => void got.set(name, (got.get(name) ?? '') + bytes.toString()),
      close() {},
    }))
  } finally {
    closeSync(fd)
  }
  expect([...got]).toEqual(frozen.parts)
})

it.each([
  ['another password', 'una frase per la Prova', null],
  ['another login', frozen.password, 'nessuno di qui'],
])('and not with %s', async (_, secret, login) => {
  const path = join(folder, 'copia')
  writeFileSync(path, Buffer.from(frozen.copy, 'base64'))
  const fd = openSync(path, 'r')
  const lock = parseLock(readFront(fd).lock)
  closeSync(fd)
  expect(lock && (await openLock(lock, secret, login))).toBeNull()
})
