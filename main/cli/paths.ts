/** Where the program's own files lie in a checkout. */
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
/** The built page. */
export const rendererFolder = fromRoot('out/renderer')
