import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Problem } from '#contract/admin.contract.ts'
import { readDoor } from '#core/identity/doorFile.ts'
import { openKeyring } from '#core/identity/keyring.ts'
import { openSealed, signPair, subkey } from '#core/identity/secrets.ts'
import { signStatement } from '#core/identity/statements.rules.ts'
import { prepare } from '#db/connection.ts'
import { makePdf } from '../../support/pdf.ts'
import { type Client, founder, office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

/** The folder of a sound office with two papers, copied for each test. */
let sound: string
let papers: Record<'statuto' | 'appunti', string>
let dbKey: Buffer

async function deviceKeyOf(folder: string): Promise<Buffer> {
  const person = readDoor(folder)?.people[0]
  const keys = person && (await openKeyring(person.keyring, founder.password))
  const key = keys && openSealed(Buffer.from(person.deviceKey, 'hex'), keys.box)
  if (!key) throw new Error('the founder has no key')
  return key
}

beforeAll(async () => {
  sound = mkdtempSync(join(tmpdir(), 'smart-coop-sound-'))
  const source = mkdtempSync(join(tmpdir(), 'smart-coop-source-'))
  writeFileSync(join(source, 'statuto.pdf'), await makePdf({ pages: ['Il primo articolo', 'Il secondo articolo'] }))
  writeFileSync(join(source, 'appunti.txt'), 'testo semplice')
  const house = await office({ folder: sound })
  const ada = await house.as()
  const found = new Map<string, string>()
  for await (const event of await ada.documents.takeIn({ paths: [source], until: 'read' })) {
    if (event.kind === 'outcome') found.set(event.outcome.file.split('/').at(-1) ?? '', event.outcome.paper ?? '')
  }
  papers = { statuto: found.get('statuto.pdf') ?? '', appunti: found.get('appunti.txt') ?? '' }
  await ada.documents.edit({ id: papers.appunti, note: 'una nota' })
  await house.close()
  dbKey = Buffer.from(subkey(await deviceKeyOf(sound), 1, 'database'))
  rmSync(source, { recursive: true })
})
afterAll(() => rmSync(sound, { recursive: true }))

async function verify(
  client: Client,
): Promise<{ ok: boolean; problems: Problem[]; progress: { done: number; of: number }[] }> {
  const stream = await client.admin.verify()
  const progress: { done: number; of: number }[] = []
  for (;;) {
    const { done, value } = await stream.next()
    if (done) return { ...value, progress }
    progress.push(value)
  }
}

/** Verifies a copy of the sound folder after something was done to it. */
async function verdict(
  harm: (folder: string) => void,
): Promise<{ ok: boolean; problems: Problem[]; progress: { done: number; of: number }[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'smart-coop-harmed-'))
  cpSync(sound, folder, { recursive: true })
  harm(folder)
  const house = await office({ folder, founded: false })
  try {
    return await verify(await house.as())
  } finally {
    await house.close()
    rmSync(folder, { recursive: true })
  }
}

const inDatabase = (act: (raw: Database.Database) => void) => (folder: string) => {
  const raw = new Database(join(folder, 'smart-coop.db'))
  prepare(raw, dbKey)
  // Damage is not written into the log of changes: only the writer has `hlc`, and it is asked to be silent.
  raw.function('hlc', (_row) => 0)
  raw.function('large_old', (json) => json)
  raw.exec('UPDATE ctx SET silent = 1')
  act(raw)
  raw.exec('UPDATE ctx SET silent = 0')
  raw.close()
}

const fileOf = (folder: string, column: 'content' | 'picture', id: string): string => {
  let name = ''
  inDatabase((raw) => {
    name = raw.prepare(`SELECT ${column} FROM paper WHERE id = ?`).pluck().get(id) as string
  })(folder)
  return join(folder, 'files', name.slice(0, 2), name)
}

function flip(path: string, at: (size: number) => number): void {
  const bytes = readFileSync(path)
  const place = at(bytes.length)
  bytes[place] = (bytes[place] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('the check of a machine', () => {
  it('finds nothing where there is nothing, and tells how far it is', async () => {
    const { ok, problems, progress } = await verdict(() => {})
    expect(problems).toEqual([])
    expect(ok).toBe(true)
    expect(progress[0]).toEqual({ done: 0, of: 4 })
    expect(progress.at(-1)).toEqual({ done: 4, of: 4 })
  })

  it.each([
    [
      'a flipped byte at the beginning of an original',
      (folder: string) => flip(fileOf(folder, 'content', papers.statuto), () => 3),
      'file-damaged',
      'statuto',
      'paper',
    ],
    [
      'a flipped byte in the middle of an original',
      (folder: string) => flip(fileOf(folder, 'content', papers.appunti), (size) => size >> 1),
      'file-damaged',
      'appunti',
      'paper',
    ],
    [
      'a flipped last byte of a picture',
      (folder: string) => flip(fileOf(folder, 'picture', papers.statuto), (size) => size - 1),
      'file-damaged',
      'statuto',
      'picture',
    ],
    [
      'a missing original',
      (folder: string) => rmSync(fileOf(folder, 'content', papers.statuto)),
      'file-missing',
      'statuto',
      'paper',
    ],
    [
      'a missing picture',
      (folder: string) => rmSync(fileOf(folder, 'picture', papers.statuto)),
      'file-missing',
      'statuto',
      'picture',
    ],
    [
      'a row that is none',
      (folder: string) =>
        inDatabase((raw) => raw.exec(`UPDATE paper SET state = 'gone' WHERE id = '${papers.statuto}'`))(folder),
      'database',
      'statuto',
      'paper',
    ],
    [
      'a date that is none',
      (folder: string) =>
        inDatabase((raw) => raw.exec(`UPDATE paper SET date = '31/12/2025' WHERE id = '${papers.appunti}'`))(folder),
      'database',
      'appunti',
      'paper',
    ],
    [
      'a page that is not in the index',
      (folder: string) =>
        inDatabase((raw) =>
          raw.exec(
            `DELETE FROM paper_fts WHERE rowid IN (SELECT doc * 4096 + 2 FROM paper_doc WHERE paper = '${papers.statuto}')`,
          ),
        )(folder),
      'index',
      'statuto',
      'paper',
    ],
    [
      'a page of the index that the paper has not',
      (folder: string) =>
        inDatabase((raw) =>
          raw.exec(
            `INSERT INTO paper_fts(rowid, head, body) SELECT doc * 4096 + 9, '', 'x' FROM paper_doc WHERE paper = '${papers.statuto}'`,
          ),
        )(folder),
      'index',
      'statuto',
      'paper',
    ],
    [
      'a text that was indexed otherwise',
      (folder: string) =>
        inDatabase((raw) =>
          raw.exec(`UPDATE paper_page SET text = 'Il terzo articolo' WHERE paper = '${papers.statuto}' AND page = 1`),
        )(folder),
      'index',
      'statuto',
      'paper',
    ],
    [
      'a title that was indexed otherwise',
      (folder: string) =>
        inDatabase((raw) => raw.exec(`UPDATE paper SET title = 'un altro titolo' WHERE id = '${papers.appunti}'`))(
          folder,
        ),
      'index',
      'appunti',
      'paper',
    ],
    [
      'a paper without a number in the index',
      (folder: string) =>
        inDatabase((raw) => raw.exec(`DELETE FROM paper_doc WHERE paper = '${papers.appunti}'`))(folder),
      'index',
      'appunti',
      'paper',
    ],
  ] as const)('finds %s, and that alone', async (_, harm, kind, paper, what) => {
    const { ok, problems } = await verdict(harm)
    expect(ok).toBe(false)
    expect(problems).toEqual([{ kind, what: `${what} ${papers[paper]}` }])
  })

  it.each([
    ['changed behind its log', (id: string) => `UPDATE paper SET taken_in_at = taken_in_at + 1 WHERE id = '${id}'`],
    ['whose changes are gone from the log', (id: string) => `DELETE FROM op WHERE row = '${id}'`],
    [
      'of whose changes one is another',
      (id: string) => `UPDATE op SET val = replace(val, 'una nota', 'altro') WHERE row = '${id}'`,
    ],
  ] as const)('finds a record %s, and that alone', async (_, sql) => {
    const { problems } = await verdict(inDatabase((raw) => raw.exec(sql(papers.appunti))))
    expect(problems).toEqual([{ kind: 'record', what: `paper ${papers.appunti}` }])
  })

  it('finds a row that is gone from under its log', async () => {
    const { problems } = await verdict(
      inDatabase((raw) => raw.exec(`DELETE FROM arrival WHERE paper = '${papers.statuto}'`)),
    )
    expect(problems.map(({ kind, what }) => [kind, what.split(' ')[0]])).toEqual([['record', 'arrival']])
  })

  it.each(['device', 'person', 'organisation', 'role'] as const)(
    'finds that a statement is missing: %s',
    async (kind) => {
      const { ok, problems } = await verdict(
        inDatabase((raw) => raw.exec(`DELETE FROM statement WHERE body LIKE '%"kind":"${kind}"%'`)),
      ).catch(() => ({ ok: false, problems: null }))
      // Whom the directory no longer knows is not let in at all; whoever comes in is told.
      expect(ok).toBe(false)
      if (problems) expect(new Set(problems.map((problem) => problem.kind))).toEqual(new Set(['statement']))
    },
  )

  it('finds a file that no paper knows', async () => {
    const name = 'ab'.repeat(32)
    const { problems } = await verdict((folder) => {
      const from = fileOf(folder, 'content', papers.appunti)
      cpSync(from, join(folder, 'files', 'ab', name))
    })
    expect(problems).toEqual([{ kind: 'file-unknown', what: name }])
  })

  it('finds a number of the index that no paper has', async () => {
    const { problems } = await verdict(inDatabase((raw) => raw.exec(`INSERT INTO paper_doc(paper) VALUES ('nobody')`)))
    expect(problems).toEqual([{ kind: 'index', what: 'paper_doc' }])
  })

  it('finds a forged statement, and one that was changed', async () => {
    const forger = signPair()
    const org = readDoor(sound)?.organisation.id ?? ''
    const key = '00'.repeat(32)
    const person = {
      kind: 'person' as const,
      org,
      person: randomUUID(),
      login: 'mallory',
      name: 'M',
      office: '',
      sign: key,
      box: key,
      at: 1,
      after: [],
    }
    const forged = signStatement(person, forger)
    const { problems } = await verdict(
      inDatabase((raw) => {
        raw
          .prepare(
            'INSERT INTO statement(id, body, signature, signer, at) VALUES (@id, @body, @signature, @signer, @at)',
          )
          .run(forged)
        raw.exec(
          `UPDATE statement SET body = replace(body, '"device"', '"device" ') WHERE body LIKE '%"kind":"device"%'`,
        )
      }),
    )
    expect(problems.filter((problem) => problem.kind === 'statement')).toHaveLength(2)
    expect(problems).toContainEqual({ kind: 'statement', what: forged.id })
  })

  it('finds flipped bytes of the database file that opening it did not meet', async () => {
    const { ok, problems } = await verdict((folder) => {
      const path = join(folder, 'smart-coop.db')
      inDatabase((raw) => {
        raw.exec(`CREATE TABLE zeppa(x TEXT)`)
        for (let i = 0; i < 40; i++) raw.prepare('INSERT INTO zeppa VALUES (?)').run('z'.repeat(3900))
        raw.pragma('wal_checkpoint(TRUNCATE)')
      })(folder)
      flip(path, () => statSync(path).size - 2000)
    })
    expect(ok).toBe(false)
    expect(problems.map((problem) => problem.kind)).toEqual(['database'])
  })

  it('lets other requests through meanwhile, and ends when it is cancelled', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smart-coop-cancelled-'))
    cpSync(sound, folder, { recursive: true })
    const house = await office({ folder, founded: false })
    try {
      const ada = await house.as()
      const running = verify(ada)
      expect((await ada.documents.find({})).total).toBe(2)
      await ada.documents.edit({ id: papers.appunti, title: 'cambiato intanto' })
      expect((await running).problems).toEqual([])
      const stop = new AbortController()
      const stream = await ada.admin.verify(undefined, { signal: stop.signal })
      await stream.next()
      stop.abort()
      await expect(
        (async () => {
          for (;;) if ((await stream.next()).done) return 'ended'
        })(),
      ).rejects.toThrow()
      expect(await codeOf(house.nobody().admin.verify())).toBe('signed-out')
    } finally {
      await house.close()
      rmSync(folder, { recursive: true })
    }
  })

  it('changes nothing', async () => {
    const names = (folder: string) =>
      readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => !/-(wal|shm)$|lock/.test(name))
        .sort()
    let before: string[] = []
    const folder = mkdtempSync(join(tmpdir(), 'smart-coop-same-'))
    cpSync(sound, folder, { recursive: true })
    const house = await office({ folder, founded: false })
    try {
      const ada = await house.as()
      before = names(folder)
      const door = readFileSync(join(folder, 'door.json'))
      await verify(ada)
      expect(names(folder)).toEqual(before)
      expect(readFileSync(join(folder, 'door.json')).equals(door)).toBe(true)
    } finally {
      await house.close()
      rmSync(folder, { recursive: true })
    }
  })
})

describe('a broken page that a request meets', () => {
  it('is answered as at the opening: the archive is damaged, and here is the copy', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smart-coop-broken-'))
    cpSync(sound, folder, { recursive: true })
    inDatabase((raw) => raw.pragma('wal_checkpoint(TRUNCATE)'))(folder)
    const path = join(folder, 'smart-coop.db')
    // The page of the papers: found by its number in the schema.
    let page = 0
    inDatabase((raw) => {
      page = raw.prepare(`SELECT rootpage FROM sqlite_master WHERE name = 'paper_page'`).pluck().get() as number
    })(folder)
    flip(path, () => (page - 1) * 4096 + 2000)
    const house = await office({ folder, founded: false })
    try {
      const ada = await house.as()
      expect(await codeOf(ada.documents.find({}))).toBe('database-damaged')
    } finally {
      await house.close()
      rmSync(folder, { recursive: true })
    }
  })
})
