/** The password at a real terminal, which `script` makes: what is typed is never shown. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fromRoot } from '#main/cli/paths.ts'
import { newFolder, password } from './command.ts'

const hasTerminal = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

/** Runs the command at a terminal, types `keys` one after another at each question, and then asks the terminal how it is. */
async function atTerminal(args: string, keys: readonly string[]): Promise<{ shown: string; code: number | null }> {
  const command = `"${process.execPath}" "${fromRoot('main/cli/smart-coop.mjs')}" ${args}; code=$?; stty -a; exit $code`
  const { SMART_COOP_PASSWORD: _, ...env } = process.env
  const child = spawn('script', ['-qec', command, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = [...keys]
  let shown = ''
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text
    if (!shown.slice(seen).endsWith(': ')) return
    seen = shown.length
    child.stdin.write(waiting.shift() ?? '\u0004')
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { shown, code }
}

const why = hasTerminal ? '' : ' (skipped: this system has no script to make a terminal with)'

describe.skipIf(!hasTerminal)(`the password at a terminal${why}`, () => {
  it('is asked twice for a new organisation, and shown neither time', async () => {
    const args = `init --data "${join(newFolder(), 'dati')}" --org Coop --user ada`
    const { shown, code } = await atTerminal(args, [`${password}\r`, `${password}\r`])
    expect(code).toBe(0)
    expect(shown).toMatch(/Password: \r\n.*: \r\n«Coop» è pronta/)
    expect(shown).not.toContain('frase')
  }, 60_000)

  it('is not asked any more after Ctrl+C, and the terminal shows again what is typed', async () => {
    const args = `init --data "${join(newFolder(), 'dati')}" --org Coop --user ada`
    const { shown, code } = await atTerminal(args, ['una frase\u0003'])
    expect(code).toBe(1)
    expect(shown).toMatch(/Password: \r\nAnnullato\.\r\n/)
    expect(shown).toMatch(/ echo /)
    expect(shown).toMatch(/ icanon /)
    expect(shown).not.toContain('frase')
  }, 60_000)
})
