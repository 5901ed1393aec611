/** `npm run dist`: builds what is missing, then the packages that colleagues install. */
import { dist, NoElectron } from '../electron/dist.ts'
import { say as sayOfShell } from '../electron/say.ts'
import { buildPage, buildShell } from './build.ts'
import { endProgress, progress, put, tell } from './print.ts'
import { say } from './say.ts'
import { sentenceOf } from './sentence.ts'

try {
  await buildPage(put)
  await buildShell(put)
  const electronFolder = process.env['ELECTRON_DIST']
  const made = await dist({
    electronFolder,
    onProgress: ({ seconds, bytes }) => progress(say('start.fetched', { seconds, megabytes: Math.round(bytes / 1e6) })),
  })
  endProgress()
  for (const file of made) put(file)
} catch (error) {
  endProgress()
  tell(error instanceof NoElectron ? sayOfShell('dist.noRuntime', { platform: error.platform }) : sentenceOf(error))
  process.exitCode = 1
}
