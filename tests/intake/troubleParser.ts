/** The real parser, but for papers that carry one of these words: then it misbehaves as they say. */
import { openChannel } from '#core/parsers/channel.ts'
import { watchMemory } from '#core/parsers/memoryWatch.ts'
import { ready, type ToParser } from '#core/parsers/pdf.limits.ts'
import { createReading, type Reading } from '#core/parsers/pdfReading.ts'

await watchMemory(600)
const channel = openChannel()
let reading: Reading | null = null

const troubles: Record<string, (job: number) => void> = {
  'TROUBLE-DIE': () => process.exit(7),
  'TROUBLE-HANG': () => {
    for (;;);
  },
  'TROUBLE-EAT': () => {
    const eaten: Buffer[] = []
    for (;;) eaten.push(Buffer.alloc(16 * 1024 * 1024, 1))
  },
  'TROUBLE-HEAP': () => {
    const eaten: string[][] = []
    for (;;) eaten.push(Array.from({ length: 10_000 }, (_, i) => `x${i}`))
  },
  'TROUBLE-NONSENSE': () => channel.post({ kind: 'pages', job: 'one', texts: 3 }),
  'TROUBLE-SKIP': (job) => {
    channel.post({ kind: 'opened', job, pages: 3, title: null })
    channel.post({ kind: 'pages', job, first: 2, texts: ['seconda'] })
  },
  'TROUBLE-SHORT': (job) => {
    channel.post({ kind: 'opened', job, pages: 3, title: null })
    channel.post({ kind: 'pages', job, first: 1, texts: ['prima'] })
    channel.post({ kind: 'read', job })
    channel.post({ kind: 'done', job, picture: null, memoryMb: 1 })
  },
  'TROUBLE-LONG-PAGE': (job) => {
    channel.post({ kind: 'opened', job, pages: 1, title: null })
    channel.post({ kind: 'pages', job, first: 1, texts: ['x'.repeat(1_000_001)] })
  },
  'TROUBLE-BIG-PICTURE': (job) => {
    channel.post({ kind: 'opened', job, pages: 1, title: null })
    channel.post({ kind: 'pages', job, first: 1, texts: ['una pagina di testo'] })
    channel.post({ kind: 'read', job })
    channel.post({ kind: 'done', job, picture: new Uint8Array(3_000_000), memoryMb: 1 })
  },
  /** Its text is whole; only the picture kills. */
  'TROUBLE-PICTURE': (job) => {
    channel.post({ kind: 'opened', job, pages: 1, title: null })
    channel.post({ kind: 'pages', job, first: 1, texts: ['una pagina di testo'] })
    channel.post({ kind: 'read', job })
    setTimeout(() => process.exit(9), 50)
  },
}

channel.onMessage((raw) => {
  const message = raw as ToParser
  if (message.kind !== 'open') return void (reading?.job === message.job && reading.hear(message))
  const bytes = Buffer.from(message.bytes)
  const trouble = Object.keys(troubles).find((word) => bytes.includes(word))
  if (trouble) troubles[trouble]?.(message.job)
  else reading = createReading(message, (answer) => channel.post(answer))
})
channel.post(ready)
