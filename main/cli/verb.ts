/** What a verb of the command line is. */
import type { ParseArgsConfig } from 'node:util'
import type { Connection } from './connection.ts'

type Options = NonNullable<ParseArgsConfig['options']>
export type Values = Record<string, string | boolean | undefined>

export interface Given {
  values: Values
  words: string[]
  /** One JSON object, or one per line, and nothing else on standard output. */
  json: boolean
  folder: string
  /** A connection to the core of the folder. */
  connect(): Promise<Connection>
}

export interface Verb {
  options: Options
  /** Whether words may, must or must not follow the options. */
  words: 'none' | 'some' | 'needed'
  /** The data folder that is meant where `--data` is not given. */
  folder(values: Values): string
  /** Gives the exit code. */
  run(given: Given): Promise<number>
}

/** Wrong usage: exit code 2, with the usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The value of an option that is a text, or undefined. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** @throws UsageError when it is not a whole number in the range */
export function wholeOf(values: Values, name: string, least: number, most: number): number | undefined {
  const text = textOf(values, name)
  if (text === undefined) return undefined
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} ${text}`)
  return value
}
