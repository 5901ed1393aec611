import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { founded, newFolder, smartCoop } from './command.ts'

let data: string
let stick: string
beforeAll(async () => {
  data = await founded()
  stick = newFolder()
  const papers = newFolder()
  writeFileSync(join(papers, 'verbale.txt'), 'il verbale di prova')
  await smartCoop(['intake', '--data', data, papers])
})

const json = (out: string): unknown => JSON.parse(out)

describe('backup and restore', { timeout: 120_000 }, () => {
  it('bring a machine back after its folder was destroyed', async () => {
    const made = await smartCoop(['backup', '--data', data, '--out', join(stick, 'notte.copia'), '--json'])
    expect([made.code, made.err]).toEqual([0, ''])
    const file = join(stick, 'notte.copia')
    expect(json(made.out)).toEqual({ file })
    const second = join(newFolder(), 'nuova')
    cpSync(data, `${data}-aside`, { recursive: true })
    rmSync(data, { recursive: true })
    const back = await smartCoop(['restore', '--in', file, '--data', second, '--json'])
    expect([back.code, back.err, json(back.out)]).toEqual([0, '', { file }])
    const found = await smartCoop(['status', '--data', second])
    expect(found.code).toBe(0)
    const checked = await smartCoop(['verify', '--data', second, '--json'])
    expect([checked.code, json(checked.out)]).toEqual([0, { ok: true, problems: [] }])
    cpSync(`${data}-aside`, data, { recursive: true })
    rmSync(`${data}-aside`, { recursive: true })
  })

  it('name the copy themselves in a folder, and say it in plain words', async () => {
    const { code, out } = await smartCoop(['backup', '--data', data, '--out', stick])
    expect(code).toBe(0)
    const [name] = readdirSync(stick).filter((one) => /^smart-coop-[0-9a-f]{8}-\d{8}-\d{6}\.copia$/.test(one))
    expect(out).toContain(join(stick, name ?? 'none'))
    expect(out).toMatch(/^La copia è pronta e riletta/)
  })

  it.each([
    [
      'a wrong password',
      (file: string, to: string) => ['restore', '--in', file, '--data', to],
      'un’altra frase',
      /password non apre/,
    ],
    [
      'no such file',
      (_: string, to: string) => ['restore', '--in', join(stick, 'manca.copia'), '--data', to],
      undefined,
      /Non trovo la copia/,
    ],
    [
      'a folder with an organisation',
      (file: string) => ['restore', '--in', file, '--data', data],
      undefined,
      /già una cooperativa/,
    ],
  ] as const)('fail with one sentence: %s', async (_, args, password, sentence) => {
    const to = join(newFolder(), 'nuova')
    const door = readFileSync(join(data, 'door.json'))
    const { code, out, err } = await smartCoop(args(join(stick, 'notte.copia'), to), password ? { password } : {})
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(existsSync(join(to, 'door.json'))).toBe(false)
    expect(readFileSync(join(data, 'door.json')).equals(door)).toBe(true)
  })

  it('fail with one sentence where the copy would go nowhere', async () => {
    const { code, err } = await smartCoop(['backup', '--data', data, '--out', join(stick, 'manca', 'x.copia')])
    expect([code, err.trim()]).toEqual([1, expect.stringContaining('Non trovo la cartella')])
  })

  it('say how they are used', async () => {
    for (const [verb, missing] of [
      ['backup', '--out'],
      ['restore', '--in'],
    ] as const) {
      const { code, err } = await smartCoop([verb, '--data', data])
      expect([verb, code]).toEqual([verb, 2])
      expect(err).toContain(missing)
      expect((await smartCoop([verb, '--help'])).out).toContain(`smart-coop ${verb}`)
    }
  })
})
