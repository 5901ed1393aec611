import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import * as z from 'zod'

const read = (path: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'))
const news = z
  .array(
    z.strictObject({
      version: z.string().regex(/^\d+\.\d+\.\d+$/),
      date: z.iso.date(),
      news: z.array(z.string().min(10).max(200).regex(/[.!]$/)).min(1),
    }),
  )
  .min(1)
  .parse(read('resources/whats-new.json'))

it('the news begin with this version and go back in order', () => {
  const { version } = z.looseObject({ version: z.string() }).parse(read('package.json'))
  expect(news[0]?.version).toBe(version)
  const dates = news.map((one) => one.date)
  expect(dates).toEqual([...dates].sort().reverse())
})
