import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '#contract/errors.ts'
import { openCore } from '#core/core.ts'
import { readDoor } from '#core/identity/doorFile.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { type Office, office } from '../../support/office.ts'

let here: Office
let path: string
let sound: Buffer
beforeEach(async () => {
  here = await office()
  await here.core.close()
  path = join(here.folder, 'door.json')
  sound = readFileSync(path)
})
afterEach(async () => {
  writeFileSync(path, sound)
  await here.reopen()
  await here.close()
})

const open = () => openCore({ dataFolder: here.folder, host: nodeHost('cli'), log: silentLog })
const refusal = () => new Refusal('data-format-unknown', { file: path })

/** The file is refused when the core opens, and not a byte of it changes. */
async function expectRefused(text: string | Buffer): Promise<void> {
  writeFileSync(path, text)
  await expect(open()).rejects.toEqual(refusal())
  expect(readFileSync(path)).toEqual(Buffer.from(text))
}

describe('a door.json', () => {
  test('that is empty, no JSON, or of a later format is refused and left alone', async () => {
    await expectRefused('')
    await expectRefused('{}')
    await expectRefused('null')
    await expectRefused(sound.toString().replace('"format": 1', '"format": 2'))
  })

  test('that ends too early is refused, wherever it ends', () => {
    fc.assert(
      fc.property(fc.nat(sound.length - 1), (length) => {
        writeFileSync(path, sound.subarray(0, length))
        expect(() => readDoor(here.folder)).toThrow(refusal())
      }),
    )
  })

  test('with one byte changed is refused, whichever it is', () => {
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(sound)
        changed.writeUInt8((changed.readUInt8(at) + by) % 256, at)
        // Space between values says nothing; all that says something is under the check.
        if (JSON.stringify(parsed(changed)) === JSON.stringify(parsed(sound))) return
        writeFileSync(path, changed)
        expect(() => readDoor(here.folder)).toThrow(refusal())
      }),
      { numRuns: 400 },
    )
  })

  test('that was damaged is mended by its second copy', async () => {
    await expectRefused(sound.subarray(0, 300))
    copyFileSync(join(here.folder, 'copies', 'door.json'), path)
    await here.reopen()
    await here.as()
    await here.core.close()
  })
})

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}
