/** Where things lie in a data folder, as a copy takes them and gives them back. */
import { join } from 'node:path'

export const databaseName = 'smart-coop.db'

export const filePath = (folder: string, name: string): string => join(folder, 'files', name.slice(0, 2), name)

/** Removed with the rest of a half-made organisation (door/founding.ts), and holding what the door keeps twice. */
export const copiesFolder = (folder: string): string => join(folder, 'copies')
