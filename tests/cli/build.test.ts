import { mkdirSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultDataFolder } from '#core/lib/places.ts'
import { hashOf, isFresh, putStamp } from '#main/cli/stamp.ts'
import { smartCoop, newFolder } from './command.ts'
import { skipUnless } from '../support/require.ts'
import { execFileSync } from 'node:child_process'

describe('what is built', () => {
  const tree = () => {
    const root = newFolder() + sep
    mkdirSync(join(root, 'a/b'), { recursive: true })
    writeFileSync(join(root, 'a/one.ts'), '1')
    writeFileSync(join(root, 'a/b/two.ts'), '2')
    return root
  }

  it('is fresh as long as no source changed, whatever its time says', () => {
    const root = tree()
    const stamp = join(root, 'stamp')
    expect(isFresh(stamp, hashOf(root, ['a/**']))).toBe(false)
    putStamp(stamp, hashOf(root, ['a/**']))
    writeFileSync(join(root, 'a/one.ts'), '1')
    expect(isFresh(stamp, hashOf(root, ['a/**']))).toBe(true)
  })

  it.each<[string, (root: string) => void]>([
    ['changed', (root) => writeFileSync(join(root, 'a/b/two.ts'), '3')],
    ['added', (root) => writeFileSync(join(root, 'a/b/three.ts'), '')],
  ])('is old when a source was %s', (_what, change) => {
    const root = tree()
    const before = hashOf(root, ['a/**'])
    change(root)
    expect(hashOf(root, ['a/**'])).not.toBe(before)
  })

  it('has the same hash in two places', () => {
    expect(hashOf(tree(), ['a/**'])).toBe(hashOf(tree(), ['a/**']))
  })
})

describe('the data folder that is meant when none is named', () => {
  it.each([
    ['linux', { XDG_DATA_HOME: '/x' }, join('/x', 'smart-coop')],
    ['linux', {}, join('/h', '.local', 'share', 'smart-coop')],
    ['darwin', {}, join('/h', 'Library', 'Application Support', 'Smart-Coop')],
    ['win32', { LOCALAPPDATA: '/l', APPDATA: '/roaming' }, join('/l', 'Smart-Coop')],
  ])('on %s with %j is %s', (platform, env, folder) => {
    expect(defaultDataFolder(platform, env, '/h')).toBe(folder)
  })
})

/** A Node older than the program's, where the machine has one. */
function olderNode(): string | null {
  try {
    const version = execFileSync('/usr/bin/node', ['--version'], { encoding: 'utf8' })
    return Number(/\d+/.exec(version)?.[0]) < 24 ? '/usr/bin/node' : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

describe('started by an older Node', () => {
  const node = olderNode()
  it('hands over to the one that comes with the packages, with exit code and both outputs', async (context) => {
    skipUnless('old-node', node ? null : 'no Node below 24 at /usr/bin/node')(context)
    const wrong = await smartCoop(['vola'], { node: node ?? '' })
    expect(wrong.code).toBe(2)
    expect(wrong.err).toMatch(/non è un verbo/)
    const help = await smartCoop(['help'], { node: node ?? '' })
    expect(help).toMatchObject({ code: 0, err: '' })
  })
})
