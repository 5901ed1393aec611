/**
 * Small secrets under the system's key store, each sealed in a file of the data folder. Only the asynchronous
 * functions of safeStorage are used, for the others vanish in Electron 46. On Windows this does not separate
 * colleagues who share one Windows account: it is never the only lock.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import type { SecretStore } from '#core/lib/host.ts'

/** Linux without a key ring answers `basic_text`: a key that everybody knows. That is no key store. */
export async function hasKeyStore(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return false
  return safeStorage.isAsyncEncryptionAvailable()
}

const isAbsent = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

export function createKeyStore(dataFolder: string): SecretStore {
  const folder = join(dataFolder, 'key-store')
  const fileOf = (name: string): string => {
    if (!/^[a-z0-9-]{1,60}$/.test(name)) throw new Error('not a name of a secret')
    return join(folder, name)
  }
  const keep = async (name: string, secret: Uint8Array): Promise<void> => {
    const sealed = await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64'))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(fileOf(name), sealed, { mode: 0o600 })
  }
  return {
    keep,
    async fetch(name) {
      let sealed: Buffer
      try {
        sealed = await readFile(fileOf(name))
      } catch (error) {
        if (isAbsent(error)) return null
        throw error
      }
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed)
      const secret = Buffer.from(result, 'base64')
      if (shouldReEncrypt) await keep(name, secret)
      return secret
    },
    forget: (name) => rm(fileOf(name), { force: true }),
  }
}
