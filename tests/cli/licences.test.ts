import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { countLicences, type Licence, listFile, outgoing, readLock } from '#main/cli/licences.ts'

const list = z
  .array(
    z.strictObject({
      name: z.string().min(1),
      version: z.string().min(1),
      licence: z.string().min(1),
      text: z.string().optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(listFile, 'utf8')))

/** Each of these lets whoever has the program pass it on; most ask that their notice goes with it. */
const passable = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
  '(MIT OR CC0-1.0)',
  'blessing (public domain)',
  'GPL-2.0 with font exception',
  'BSD-3-Clause and others, listed beside the program',
]
const impassable = (licences: readonly Licence[]) =>
  licences.filter((one) => !passable.includes(one.licence)).map((one) => `${one.name}: ${one.licence}`)

describe('the list of licences', () => {
  it('holds none that forbids passing the program on', () => {
    expect(impassable(list)).toEqual([])
    expect(
      impassable([
        { name: 'x', version: '1', licence: 'UNLICENSED' },
        { name: 'y', version: '1', licence: 'SSPL-1.0' },
      ]),
    ).toHaveLength(2)
  })

  it('can be counted, each licence once', () => {
    const counts = countLicences()
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(list.length)
    expect(new Set(counts.map(([licence]) => licence)).size).toBe(counts.length)
    expect(counts[0]).toEqual(['MIT', list.filter((one) => one.licence === 'MIT').length])
  })

  it('is as new as the lock file (else: npm run licences)', () => {
    const lock = readLock()
    const wanted = outgoing(lock).map(
      (place) =>
        `${lock.packages[place]?.name ?? place.slice(place.lastIndexOf('node_modules/') + 13)}@${lock.packages[place]?.version}`,
    )
    const named = new Set(list.map((one) => `${one.name}@${one.version}`))
    expect(wanted.filter((one) => !named.has(one))).toEqual([])
    expect(list.filter((one) => !one.version.startsWith('in ')).length).toBe(new Set(wanted).size)
  })

  it('names what the page and the core are made of', () => {
    const names = list.map((one) => one.name)
    for (const name of [
      'react',
      '@mui/material',
      'pdfjs-dist',
      'better-sqlite3-multiple-ciphers',
      'electron',
      'SQLite',
    ])
      expect(names).toContain(name)
    expect(names).not.toContain('vitest')
  })
})
