/**
 * Where the texts of each room lie: every text but those of the command line and the desktop's shell, and those that
 * are there from the start. A file of its own, for the list grows with each room, and the first screen needs none of it.
 */
import type { Texts } from '../sentence.ts'

export const files = import.meta.glob<Texts>(
  ['../../../resources/i18n/*/*.json', '!**/{cli,shell}.json', '!../../../resources/i18n/it/{door,ui}.json'],
  { import: 'default' },
)
