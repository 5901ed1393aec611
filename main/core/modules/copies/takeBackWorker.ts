/**
 * Worker of `takeBack.ts`: writes the parts of a copy into a folder that is being made a machine. Until the door is
 * put in place (by the door itself, last) nothing of it counts.
 */
import { closeSync, fdatasyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { isKnown } from '#db/modules/copies/contents.repository.ts'
import { beginOpening, readFront } from './container.ts'
import { about, type About, readParts, type Sink } from './contents.ts'
import { copiesFolder, databaseName, filePath } from './places.ts'
import type { TakeBackData } from './takeBack.ts'
import { CopyTrouble, onPlace } from './trouble.ts'
import { answer, counter } from './workerSide.ts'

const { file, folder, copyKey } = workerData as TakeBackData
const key = Buffer.from(copyKey)

/** A new file, safely on the disk once it is closed. */
function fileSink(path: string, tell: (bytes: number) => void): Sink {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const fd = openSync(path, 'wx', 0o600)
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at)
      tell(bytes.length)
    },
    close() {
      fdatasyncSync(fd)
      closeSync(fd)
    },
  }
}

function aboutSink(taken: (said: About) => void): Sink {
  const pieces: Buffer[] = []
  return {
    write: (bytes) => void pieces.push(bytes),
    close() {
      const said = about.safeParse(JSON.parse(Buffer.concat(pieces).toString('utf8')))
      // What is whole and not understood was written by a later program.
      if (!said.success || !isKnown(said.data.migrations)) throw new CopyTrouble('copy-newer')
      taken(said.data)
    },
  }
}

function takeBack(): About {
  const fd = onPlace(() => openSync(file, 'r'))
  let said: About | null = null
  let tell: (bytes: number) => void = () => {}
  try {
    readParts(beginOpening(fd, key, readFront(fd)), (name) => {
      if (name === 'about') {
        return aboutSink((read) => {
          said = read
          tell = counter('writing', read.bytes)
        })
      }
      if (!said) throw new CopyTrouble('copy-damaged')
      if (name === 'database') return fileSink(join(folder, databaseName), tell)
      if (name.startsWith('files/')) return fileSink(filePath(folder, name.slice('files/'.length)), tell)
      return fileSink(join(copiesFolder(folder), `${name}.json`), () => {})
    })
  } finally {
    closeSync(fd)
  }
  if (!said) throw new CopyTrouble('copy-damaged')
  return said
}

answer(() => {
  try {
    return takeBack()
  } finally {
    key.fill(0)
  }
})
