import type { Language } from './i18n/words.ts'
import type { Years } from './preferences.ts'

/** How a person reads dates. */
export interface DateReading {
  readonly language: Language
  readonly years: Years
  readonly weekday: boolean
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(reading: DateReading, time: boolean, zone: string): Intl.DateTimeFormat {
  const key = `${reading.language}|${reading.years}|${reading.weekday}|${time}|${zone}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const calendar = reading.years === 'japanese' ? '-u-ca-japanese' : '-u-ca-gregory'
  const japaneseYears = reading.years === 'japanese'
  const made = new Intl.DateTimeFormat(
    `${reading.language === 'ja' ? 'ja-JP' : 'en-GB'}${calendar}`,
    {
      timeZone: zone,
      year: 'numeric',
      month: reading.language === 'ja' ? 'long' : 'short',
      day: 'numeric',
      ...(japaneseYears ? { era: 'short' as const } : {}),
      ...(reading.weekday ? { weekday: 'short' as const } : {}),
      ...(time
        ? { hour: 'numeric' as const, minute: '2-digit' as const, hourCycle: 'h23' as const }
        : {}),
    },
  )
  formats.set(key, made)
  return made
}

/** '2026-11-21' → 令和8年11月21日 (the first year of an era is 元年). Anything that is no date comes back unchanged. */
export function sayDate(date: string, reading: DateReading): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) ? date : firstYear(format(reading, false, 'UTC').format(at))
}

/** An ISO moment → 令和8年11月21日 15:00, in Tokyo's time. */
export function sayMoment(moment: string, reading: DateReading): string {
  const at = Date.parse(moment)
  return Number.isNaN(at) ? moment : firstYear(format(reading, true, 'Asia/Tokyo').format(at))
}

function firstYear(said: string): string {
  return said.replace(/(明治|大正|昭和|平成|令和)1年/, '$1元年')
}
