/**
 * Entry of the process that reads PDFs: bytes come in by messages, text and a picture go out, one page at a time.
 * It is used for many papers one after another; the core ends it when it is slow, silent or large.
 */
import { enableCompileCache } from 'node:module'
import { constants, setPriority } from 'node:os'
import { openChannel } from './channel.ts'
import { watchMemory } from './memoryWatch.ts'
import { ready, type ToParser } from './pdf.limits.ts'
import type { Reading } from './pdfReading.ts'

/** Heap and everything beside it, MB. */
const mostMemoryMb = 600

// Two parsers fill two cores: whoever waits for the core or types meanwhile comes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
// Before the library is loaded, or its code is compiled anew in every process.
enableCompileCache()

const channel = openChannel()
const [{ createReading }] = await Promise.all([import('./pdfReading.ts'), watchMemory(mostMemoryMb)])
let reading: Reading | null = null

channel.onMessage((raw) => {
  const message = raw as ToParser
  if (message.kind === 'open') reading = createReading(message, (answer) => channel.post(answer))
  else if (reading?.job === message.job) reading.hear(message)
})
channel.post(ready)
