import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as walls from './support/walls.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = globSync('{main,preload,renderer,db,tests}/**/*.{ts,tsx,mjs}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.endsWith('.d.ts'))
  .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }))

/** Each wall, and lines that must make it ring. */
const house: [string, walls.Wall, walls.Source[]][] = [
  [
    'each room imports only what the table of rooms allows',
    walls.roomTable,
    [
      { path: 'renderer/app/x.tsx', text: `import { readFileSync } from 'node:fs'` },
      { path: 'renderer/app/x.tsx', text: `import fs from 'fs'` },
      { path: 'renderer/app/x.tsx', text: `import { openDb } from '#db/open.ts'` },
      { path: 'renderer/app/x.tsx', text: `import type { Core } from '#core/core.ts'` },
      { path: 'renderer/app/x.tsx', text: `import { os } from '@orpc/server'` },
      { path: 'renderer/app/x.tsx', text: `const it = await import('electron')` },
      { path: 'main/core/x.ts', text: `import { app } from 'electron'` },
      { path: 'main/core/x.ts', text: `import { App } from '#renderer/app/App.tsx'` },
      { path: 'main/core/x.ts', text: `import { serveCore } from '../loopback/serve.ts'` },
      { path: 'main/loopback/x.ts', text: `import { openDb } from '#db/open.ts'` },
      { path: 'main/loopback/x.ts', text: `const { app } = require('electron')` },
      { path: 'main/electron/x.ts', text: `import { openDb } from '#db/open.ts'` },
      { path: 'main/cli/x.ts', text: `import { openDb } from '#db/open.ts'` },
      { path: 'db/x.ts', text: `import { mayDo } from '#core/rules.ts'` },
      { path: 'preload/contract/x.ts', text: `import { createHash } from 'node:crypto'` },
      { path: 'preload/contract/x.ts', text: `import { ipcRenderer } from 'electron'` },
      { path: 'preload/bridge.ts', text: `import * as z from 'zod'` },
    ],
  ],
  [
    'electron is imported in its shell and in the bridge alone',
    walls.electronInItsShell,
    [
      { path: 'main/cli/x.ts', text: `import { app } from 'electron'` },
      { path: 'main/core/x.ts', text: `let a: import('electron').App` },
    ],
  ],
  [
    'a relative import does not climb out of its room',
    walls.relativeStaysInside,
    [
      { path: 'renderer/lib/x.ts', text: `import { contract } from '../../preload/contract/index.ts'` },
      { path: 'main/core/modules/a/x.ts', text: `import { road } from '../../../core/road.ts'` },
      { path: 'tests/modules/a/x.test.ts', text: `import { openDb } from '../../../db/open.ts'` },
    ],
  ],
  [
    'a module uses no other module but its rules',
    walls.modulesKeepApart,
    [
      { path: 'main/core/modules/a/a.service.ts', text: `import { bService } from '../b/b.service.ts'` },
      { path: 'db/modules/a/a.repository.ts', text: `import { bEntity } from '../b/b.entity.ts'` },
      { path: 'renderer/modules/a/APage.tsx', text: `import { BCard } from '../b/BCard.tsx'` },
    ],
  ],
  [
    'a module reaches into no table of another',
    walls.tablesAreTheirModules,
    [
      { path: 'main/core/modules/a/a.service.ts', text: `import { bEntity } from '#db/modules/b/b.entity.ts'` },
      { path: 'main/core/intake/x.ts', text: `import { bEntity } from '#db/modules/b/b.entity.ts'` },
    ],
  ],
  [
    'SQL on the tables of the house is written in db alone',
    walls.sqlOnlyInDb(walls.tablesIn(sources)),
    [
      { path: 'main/core/modules/a/a.service.ts', text: 'raw.prepare("UPDATE paper SET title = ?")' },
      { path: 'main/core/modules/a/a.service.ts', text: 'read.prepare(`SELECT id\n FROM paper_fts`)' },
    ],
  ],
  [
    'nobody reaches the writer but through write',
    walls.oneWriter,
    [
      { path: 'main/core/x.ts', text: `import { rawOf } from '#db/writer.ts'` },
      { path: 'db/modules/a/a.repository.ts', text: `import { createWriter } from '../../writer.ts'` },
      { path: 'db/modules/a/a.repository.ts', text: `import { DataSource } from 'typeorm'` },
    ],
  ],
  [
    'no file only passes on what others export',
    walls.noBarrels,
    [
      { path: 'main/core/lib/index.ts', text: `export { a } from './a.ts'\nexport { b } from './b.ts'` },
      { path: 'main/core/lib/x.ts', text: `export const x = 1\nexport * from './b.ts'` },
    ],
  ],
  ['exports have names', walls.namedExportsOnly, [{ path: 'main/core/x.ts', text: 'export default function f() {}' }]],
  ['no file is longer than 400 lines', walls.notTooLong, [{ path: 'main/core/x.ts', text: 'x()\n'.repeat(401) }]],
  ['paths say their ending', walls.endingsAreWritten, [{ path: 'main/core/x.ts', text: `import { a } from './a'` }]],
  [
    'nothing forks itself',
    walls.noFork,
    [
      { path: 'main/core/x.ts', text: `import { fork } from 'node:child_process'` },
      { path: 'main/core/x.ts', text: `import * as cp from 'child_process'` },
    ],
  ],
  [
    'the core and db keep no changing state in a module',
    walls.noChangingModuleState,
    [
      { path: 'main/core/x.ts', text: 'let open = false' },
      { path: 'db/x.ts', text: 'export let count = 0' },
      { path: 'main/core/x.ts', text: 'const cache = new Map<string, number>()' },
      { path: 'db/x.ts', text: 'const seen: string[] = []' },
    ],
  ],
]

describe('the walls of the house', () => {
  it.each(house)('%s', (_name, wall) => {
    expect(sources.flatMap((source) => wall(source))).toEqual([])
  })

  it.each(house.flatMap(([name, wall, wrong]) => wrong.map((source) => ({ name, wall, source }))))(
    'rings when «$name» is broken in $source.path',
    ({ wall, source }) => {
      expect(wall(source)).toHaveLength(1)
    },
  )

  it('writes the options of windows in one place', () => {
    expect(walls.oneWindowFactory(sources)).toEqual([])
    const twice = ['main/electron/a.ts', 'main/electron/b.ts'].map((path) => ({ path, text: 'webPreferences' }))
    expect(walls.oneWindowFactory(twice)).toHaveLength(2)
  })

  it('lets no file lead back to itself over what it imports', () => {
    expect(walls.noCircles(sources)).toEqual([])
    const file = (path: string, from: string) => ({ path, text: `import type { It } from '${from}'` })
    const [a, b, c] = [file('db/a.ts', './b.ts'), file('db/b.ts', '#db/c.ts'), file('db/c.ts', './a.ts')]
    expect(walls.noCircles([a, b, c, file('db/d.ts', './a.ts')])).toEqual(['db/a.ts ~ db/b.ts ~ db/c.ts'])
    expect(walls.noCircles([a, b])).toEqual([])
  })

  it('lets through what the house allows', () => {
    const right: walls.Source[] = [
      {
        path: 'main/core/modules/a/a.service.ts',
        text: `import { mayB } from '../b/b.rules.ts'\nimport type { B } from '../b/b.service.ts'`,
      },
      {
        path: 'main/core/x.ts',
        text: `import type { Write } from '#db/open.ts'\nconst kinds = ['a']\nconst known = new Set(kinds)`,
      },
      { path: 'preload/bridge.ts', text: `import { contextBridge } from 'electron'` },
      { path: 'preload/contract/x.ts', text: `import * as z from 'zod'` },
      {
        path: 'renderer/app/x.tsx',
        text: `import { contract } from '#contract/index.ts'\nimport Button from '@mui/material/Button'`,
      },
    ]
    for (const [, wall] of house) expect(right.flatMap((source) => wall(source))).toEqual([])
  })

  it('looks at the whole tree', () => {
    const rooms = new Set(sources.map((source) => source.path.split('/')[0]))
    expect([...rooms].sort()).toEqual(['db', 'main', 'preload', 'renderer', 'tests'])
    expect(sources.length).toBeGreaterThan(50)
    expect(walls.tablesIn(sources)).toContain('paper')
  })
})
