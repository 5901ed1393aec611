/** Numbers, days and moments as people here write them; clocks show the time of Rome wherever the machine is. */
import { spokenLanguage } from './i18n.ts'

const timeZone = 'Europe/Rome'

const locale = (): string => (spokenLanguage() === 'en' ? 'en-GB' : 'it-IT')

const moments = (ms: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale(), { timeZone, ...options }).format(ms)

const numeric = { day: '2-digit', month: '2-digit', year: 'numeric' } as const

/** A calendar day `YYYY-MM-DD` as `05/05/2026`. */
export const dayText = (day: string): string => day.split('-').reverse().join('/')

/** The day of a moment, `05/05/2026`. */
export const momentDay = (ms: number): string => moments(ms, numeric)

/** The clock of a moment, `9:42`. */
export const momentTime = (ms: number): string =>
  moments(ms, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).replace(/^0(?=\d:)/, '')

/** `05/05/2026, 9:42` */
export const momentText = (ms: number): string => `${momentDay(ms)}, ${momentTime(ms)}`

/** `martedì 5 maggio 2026` */
export const longDay = (ms: number): string =>
  moments(ms, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** `mar 5` */
export const shortDay = (ms: number): string => moments(ms, { weekday: 'short', day: 'numeric' })

/** The hour of the day in Rome, 0 to 23. */
export const hourOf = (ms: number): number => Number(moments(ms, { hour: '2-digit', hourCycle: 'h23' }))

/** `50.214`, or `43,4` with one decimal. */
export const numberText = (value: number, decimals = 0): string =>
  new Intl.NumberFormat(locale(), {
    useGrouping: 'always',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value)

/** Cents as `1.234,50 €`. */
export const moneyText = (cents: number): string =>
  new Intl.NumberFormat(locale(), { style: 'currency', currency: 'EUR', useGrouping: 'always' }).format(cents / 100)

const sizes = ['byte', 'kB', 'MB', 'GB', 'TB']

/** A file's size in decimal units, `0 byte`, `812 byte`, `43,4 kB`, `12 MB`. */
export function sizeText(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < sizes.length - 1) {
    value /= 1000
    unit++
  }
  const decimals = unit > 0 && value < 99.95 && !Number.isInteger(value) ? 1 : 0
  return `${numberText(value, decimals)} ${sizes[unit]}`
}

/** Seconds with two decimals, `0,04`, from milliseconds. */
export const secondsText = (ms: number): string => numberText(ms / 1000, 2)

/** The first letters of the first and last name, for the round badge of a person. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words
  return picked.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase(locale()) ?? '').join('')
}
