import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { demoPapers } from '#core/demo/demo.ts'
import { founded, newFolder, password, smartCoop } from './command.ts'

// design.md §8, written out here once more: a key too many or too few is a broken promise.
const madeShape = z.strictObject({ org: z.uuid(), device: z.uuid(), recovery: z.string().min(40) })
const outcomeShape = z.strictObject({
  file: z.string(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  outcome: z.enum(['filed', 'review', 'duplicate', 'refused']),
  reason: z.string().min(1).optional(),
  kind: z.string().nullable(),
  confidence: z.number(),
  pages: z.int(),
  ocrPages: z.int(),
  chars: z.int(),
  language: z.string().nullable(),
  fields: z.record(z.string(), z.looseObject({ value: z.string(), confidence: z.number() })),
  ms: z.number(),
})
const foundShape = z.strictObject({
  total: z.int(),
  ms: z.number(),
  hits: z.array(
    z.strictObject({
      id: z.uuid(),
      title: z.string(),
      kind: z.string(),
      date: z.iso.date().nullable(),
      snippet: z.string(),
      score: z.number(),
    }),
  ),
})
const statusShape = z.strictObject({
  device: z.uuid(),
  spaces: z.array(z.string()),
  pending: z.int(),
  peers: z.array(z.unknown()),
})
const verifyShape = z.strictObject({ ok: z.boolean(), problems: z.array(z.unknown()) })

const oneSentence = /^[^\n{}]{10,400}\n$/
const linesOf = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => outcomeShape.parse(JSON.parse(line)))

let folder: string
let papers: string
beforeAll(async () => {
  folder = await founded()
  papers = newFolder()
  for await (const { name, bytes } of demoPapers(8, 5)) writeFileSync(join(papers, name), bytes)
})

describe('init', () => {
  it('makes an organisation and gives what must be printed, as JSON', async () => {
    const made = await smartCoop(['init', '--data', join(newFolder(), 'd'), '--org', 'Coop', '--user', 'ada', '--json'])
    expect(made.code).toBe(0)
    expect(madeShape.parse(JSON.parse(made.out)).recovery).toBeTruthy()
    expect(made.out.trimEnd().split('\n')).toHaveLength(1)
  })

  it('refuses a second organisation in one sentence, and writes nothing on standard output', async () => {
    const again = await smartCoop(['init', '--data', folder, '--org', 'Altra', '--user', 'bea', '--json'])
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toMatch(oneSentence)
  })

  it('refuses a short password and makes nothing', async () => {
    const target = join(newFolder(), 'd')
    const weak = await smartCoop(['init', '--data', target, '--org', 'Coop', '--user', 'ada'], { password: 'corta' })
    expect(weak).toMatchObject({ code: 1, out: '' })
    expect(weak.err).toMatch(/12/)
    expect(readdirSync(target)).not.toContain('door.json')
  })
})

describe('intake', () => {
  it('takes papers into a space that the person reaches, and says in one sentence where not', async () => {
    const note = join(newFolder(), 'busta di Ada.txt')
    writeFileSync(note, 'la busta paga di Ada')
    const closed = await smartCoop(['intake', '--data', folder, '--json', '--space', 'Cantina', note])
    expect(closed).toMatchObject({ code: 1, out: '', err: expect.stringMatching(oneSentence) })
    expect(closed.err).toMatch(/«cantina».*comune, soci, paghe, gare, welfare, direzione/)
    const taken = await smartCoop(['intake', '--data', folder, '--json', '--space', 'Paghe', note])
    expect(linesOf(taken.out)).toMatchObject([{ outcome: 'review', kind: 'text' }])
    expect(await smartCoop(['intake', '--data', folder, '--space', ' ', note])).toMatchObject({ code: 2, out: '' })
  })

  it('answers for each file on a line of its own', async () => {
    const taken = await smartCoop(['intake', '--data', folder, '--json', papers])
    expect(taken.code).toBe(0)
    const outcomes = linesOf(taken.out)
    expect(outcomes).toHaveLength(8)
    expect(outcomes.filter((one) => one.outcome === 'filed')).toHaveLength(7)
    expect(outcomes.find((one) => one.outcome === 'review')).toMatchObject({ reason: 'Da leggere con OCR', pages: 1 })
  })

  it('knows the same bytes again', async () => {
    const first = readdirSync(papers).sort()[0] ?? ''
    const taken = await smartCoop(['intake', '--data', folder, '--json', join(papers, first)])
    expect(linesOf(taken.out)[0]).toMatchObject({ outcome: 'duplicate' })
  })

  it('takes names with quotes, line ends and turned writing, and lets none of them rewrite the terminal', async () => {
    const odd = newFolder()
    const names = ['a "b" \'c\'.txt', 'riga\nspezzata.txt', 'fattura\u202efdp.txt', `${'lungo'.repeat(48)}.txt`]
    for (const [at, name] of names.entries()) writeFileSync(join(odd, name), `nota numero ${at}`)
    const asJson = await smartCoop(['intake', '--data', folder, '--json', ...names.map((name) => join(odd, name))])
    expect(
      linesOf(asJson.out)
        .map((one) => one.file)
        .sort(),
    ).toEqual(names.map((name) => join(odd, name)).sort())
    const asText = await smartCoop(['intake', '--data', folder, odd])
    expect(asText.code).toBe(0)
    expect(asText.out).not.toMatch(/\u202e|\nspezzata/)
    expect(asText.out).toContain('\\u000aspezzata')
  })

  it('refuses by name, with a reason in Italian, what is empty or not there, and goes on with the rest', async () => {
    const mixed = newFolder()
    writeFileSync(join(mixed, 'vuoto.pdf'), '')
    writeFileSync(join(mixed, 'nota.txt'), 'una nota qualunque')
    const taken = await smartCoop([
      'intake',
      '--data',
      folder,
      '--json',
      join(mixed, 'vuoto.pdf'),
      join(mixed, 'manca.pdf'),
      join(mixed, 'nota.txt'),
    ])
    expect(taken.code).toBe(0)
    const byName = new Map(linesOf(taken.out).map((one) => [one.file.slice(mixed.length + 1), one]))
    expect(byName.get('vuoto.pdf')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('vuoto') as string,
    })
    expect(byName.get('manca.pdf')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('Non riesco a leggere') as string,
    })
    expect(byName.get('nota.txt')?.outcome).toBe('review')
  })
})

describe('search', () => {
  it('finds by the words of a page', async () => {
    const found = await smartCoop(['search', '--data', folder, '--json', 'foglio', 'presenze'])
    expect(found.code).toBe(0)
    const { total, hits } = foundShape.parse(JSON.parse(found.out))
    expect(total).toBeGreaterThan(0)
    expect(hits[0]?.snippet).toMatch(/FOGLIO PRESENZE/)
  })

  it('answers wrong syntax in one sentence and nothing else', async () => {
    const wrong = await smartCoop(['search', '--data', folder, '--json', '"aperte'])
    expect(wrong).toMatchObject({ code: 1, out: '' })
    expect(wrong.err).toMatch(oneSentence)
  })
})

describe('status and verify', () => {
  it('gives the machine and what waits', async () => {
    const given = await smartCoop(['status', '--data', folder, '--json'])
    expect(given.code).toBe(0)
    expect(statusShape.parse(JSON.parse(given.out))).toMatchObject({ pending: 0, peers: [] })
  })

  it('finds everything whole, and says so when a kept file is not', async () => {
    const whole = await smartCoop(['verify', '--data', folder, '--json'])
    expect(whole).toMatchObject({ code: 0, err: '' })
    expect(verifyShape.parse(JSON.parse(whole.out))).toEqual({ ok: true, problems: [] })

    const kept = readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).find((one) =>
      one.isFile(),
    )
    writeFileSync(join(kept?.parentPath ?? '', kept?.name ?? ''), 'rovinato')
    const broken = await smartCoop(['verify', '--data', folder, '--json'])
    expect(broken.code).toBe(1)
    expect(verifyShape.parse(JSON.parse(broken.out)).problems).toHaveLength(1)
    expect(broken.err).toMatch(oneSentence)
  })
})

describe('demo', () => {
  it('makes the demo cooperative through the real intake and gives its counts', async () => {
    const target = join(newFolder(), 'demo')
    const made = await smartCoop(['demo', '--data', target, '--papers', '9', '--seed', '3', '--json'], {
      password: null,
    })
    expect(made.code).toBe(0)
    const counts = z.record(z.string(), z.int()).parse(JSON.parse(made.out))
    expect(Object.values(counts)).toContain(9)
  })
})

describe('wrong usage', () => {
  it.each([
    [[]],
    [['vola']],
    [['init', '--org', 'Coop']],
    [['intake', '--data', '/tmp/x']],
    [['search', '--data', '/tmp/x']],
    [['status', 'parola']],
    [['status', '--boh']],
    [['search', '--data']],
    [['search', '--limit', 'tanti', 'parola']],
    [['serve', '--port', '70000']],
    [['status', '--password', 'segreta']],
  ])('%j ends with 2 and explains', async (args) => {
    const answer = await smartCoop(args, { password: null })
    expect(answer.code).toBe(2)
    expect(answer.out + answer.err).toMatch(/Uso: smart-coop/)
  })

  it('explains a verb when asked', async () => {
    const help = await smartCoop(['search', '--help'])
    expect(help).toMatchObject({ code: 0, err: '' })
    expect(help.out).toMatch(/smart-coop search/)
  })
})

describe('who acts', () => {
  it('takes the password from standard input', async () => {
    const given = await smartCoop(['status', '--data', folder, '--json'], { password: null, input: `${password}\n` })
    expect(given.code).toBe(0)
  })

  it('says that a password is missing', async () => {
    const given = await smartCoop(['status', '--data', folder, '--json'], { password: null })
    expect(given).toMatchObject({ code: 1, out: '' })
    expect(given.err).toMatch(/password/)
  })

  it('refuses a wrong password and an unknown person with the same sentence', async () => {
    const wrong = await smartCoop(['status', '--data', folder, '--json'], { password: 'una frase del tutto diversa' })
    expect(wrong).toMatchObject({ code: 1, out: '' })
    expect(wrong.err).toMatch(oneSentence)
    const unknown = await smartCoop(['status', '--data', folder, '--json', '--user', 'nessuno'])
    expect(unknown.code).toBe(1)
    expect(unknown.err).toBe(wrong.err)
  })

  it('says where there is no organisation', async () => {
    const empty = newFolder()
    const given = await smartCoop(['search', '--data', empty, 'parola'])
    expect(given).toMatchObject({ code: 1, out: '' })
    expect(given.err).toContain('smart-coop init')
  })

  it('speaks English when asked to', async () => {
    const given = await smartCoop(['status', '--data', newFolder()], { env: { SMART_COOP_LANG: 'en' } })
    expect(given.err).toMatch(/no organisation/)
  })

  it('refuses a folder that is a file', async () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    const given = await smartCoop(['status', '--data', file])
    expect(given).toMatchObject({ code: 1, out: '' })
    expect(given.err).toMatch(oneSentence)
  })
})
