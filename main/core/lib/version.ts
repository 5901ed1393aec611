/** The version of the program, said once: in its package. */
import manifest from '#package.json' with { type: 'json' }

export const version: string = manifest.version
