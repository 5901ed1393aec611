/** An office with papers, a folder beside it for copies, and what the tests of copies do with them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Problem } from '#contract/admin.contract.ts'
import type { CopyMade } from '#contract/copies.contract.ts'
import { makePdf } from '../../support/pdf.ts'
import { type Client, office, type Office } from '../../support/office.ts'

/** Stands in a paper and nowhere in the raw bytes of a copy. */
export const rareWord = 'zirlaquontola'

export interface CopyRoom {
  house: Office
  ada: Client
  /** For copies. */
  stick: string
  data: string
  close(): Promise<void>
}

export async function takeIn(client: Client, folder: string): Promise<void> {
  for await (const event of await client.documents.takeIn({ paths: [folder], until: 'read' })) void event
}

export async function copyRoom(): Promise<CopyRoom> {
  const root = mkdtempSync(join(tmpdir(), 'smart-coop-copies-'))
  const [data, stick, papers] = ['data', 'stick', 'papers'].map((name) => join(root, name)) as [string, string, string]
  for (const folder of [data, stick, papers]) mkdirSync(folder)
  writeFileSync(
    join(papers, 'statuto.pdf'),
    await makePdf({ pages: [`Articolo primo ${rareWord}`, 'Articolo secondo'] }),
  )
  writeFileSync(join(papers, 'appunti.txt'), `${rareWord} in chiaro`)
  const house = await office({ folder: data })
  const ada = await house.as()
  await takeIn(ada, papers)
  return {
    ...{ house, ada, stick, data },
    async close() {
      await house.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

export async function makeCopy(client: Client, to: string): Promise<CopyMade> {
  const stream = await client.copies.make({ to, as: 'any' })
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value
  }
}

export async function takeBack(
  client: Client,
  file: string,
  secret: string,
  login: string | null = null,
): Promise<{ organisation: string; madeAt: number; files: number }> {
  const stream = await client.copies.takeBack({ file, secret, login })
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value
  }
}

export async function problemsOf(client: Client): Promise<Problem[]> {
  const stream = await client.admin.verify()
  for (;;) {
    const step = await stream.next()
    if (step.done) return step.value.problems
  }
}

/** Every file below a folder, by its path in it. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

export const holds = (file: string, word: string): boolean => {
  const bytes = readFileSync(file)
  return [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(word).subarray(1)].some((way) =>
    bytes.includes(way),
  )
}

/** The original of every paper, by its title. */
export async function originals(client: Client): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const { id, title } of (await client.documents.find({})).rows) {
    const bytes = await client.documents.bytes({ id, offset: 0, length: 1_000_000 })
    found.set(title, Buffer.from(await bytes.arrayBuffer()).toString('base64'))
  }
  return found
}
