import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildPage } from '#main/cli/build.ts'
import { rendererFolder } from '#main/cli/paths.ts'

describe('the built page', () => {
  let scripts: { name: string; text: string }[] = []

  beforeAll(async () => {
    await buildPage(() => {})
    const names = globSync('assets/*.js', { cwd: rendererFolder })
    scripts = names.map((name) => ({ name, text: readFileSync(join(rendererFolder, name), 'utf8') }))
  })

  it('carries React as people get it, though a test runner had it built', () => {
    expect(process.env.NODE_ENV).toBe('test')
    expect(scripts.length).toBeGreaterThan(20)
    expect(
      scripts.filter(({ text }) => /jsxDEV|Download the React DevTools/.test(text)).map(({ name }) => name),
    ).toEqual([])
  })

  it('knows what a change of documents makes stale without loading the contract', () => {
    const query = scripts.find(({ name }) => /\bquery-/.test(name))?.text ?? ''
    expect(query).toContain('today.waiting')
    expect(query).not.toMatch(/contract-[\w-]+\.js/)
  })
})
