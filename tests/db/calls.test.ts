import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { office } from '../support/office.ts'

describe('fifty calls at once, each with its transaction', () => {
  it('all succeed, and each finds what it wrote', async () => {
    const house = await office()
    const folder = await mkdtemp(join(tmpdir(), 'smart-coop-calls-'))
    try {
      const ada = await house.as()
      const paths = Array.from({ length: 10 }, (_, i) => join(folder, `carta ${i}.txt`))
      for (const [i, path] of paths.entries()) writeFileSync(path, `testo ${i}`)
      for await (const event of await ada.documents.takeIn({ paths })) expect(event.kind).toBeTypeOf('string')
      const { rows } = await ada.documents.find({})
      expect(rows).toHaveLength(10)
      const edits = Array.from({ length: 50 }, (_, i) => ({
        id: rows[i % 10]?.id ?? '',
        title: `Titolo ${i} parola${i}`,
      }))
      const edited = await Promise.all(edits.map((edit) => ada.documents.edit(edit)))
      expect(edited.map((paper) => paper.title)).toEqual(edits.map((edit) => edit.title))
      const last = await Promise.all(edits.slice(40).map((edit) => ada.documents.find({ query: edit.title })))
      expect(last.map((found) => found.rows.map((row) => row.id))).toEqual(edits.slice(40).map((edit) => [edit.id]))
      expect((await ada.documents.find({ query: 'parola3' })).total).toBe(0)
    } finally {
      await house.close()
      await rm(folder, { recursive: true })
    }
  })
})
