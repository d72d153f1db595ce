import type { Language } from './i18n/texts.ts'
import type { Years } from './preferences.ts'

/** The style in which a person reads dates. */
export interface DateStyle {
  readonly language: Language
  readonly years: Years
  readonly weekday: boolean
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function dateFormatter(style: DateStyle, time: boolean, zone: string): Intl.DateTimeFormat {
  const key = `${style.language}|${style.years}|${style.weekday}|${time}|${zone}`
  const cached = formatters.get(key)
  if (cached !== undefined) return cached
  const calendar = style.years === 'japanese' ? '-u-ca-japanese' : '-u-ca-gregory'
  const japaneseYears = style.years === 'japanese'
  const created = new Intl.DateTimeFormat(
    `${style.language === 'ja' ? 'ja-JP' : 'en-GB'}${calendar}`,
    {
      timeZone: zone,
      year: 'numeric',
      month: style.language === 'ja' ? 'long' : 'short',
      day: 'numeric',
      ...(japaneseYears ? { era: 'short' as const } : {}),
      ...(style.weekday ? { weekday: 'short' as const } : {}),
      ...(time
        ? { hour: 'numeric' as const, minute: '2-digit' as const, hourCycle: 'h23' as const }
        : {}),
    },
  )
  formatters.set(key, created)
  return created
}

/**
 * '2026-11-21' → 令和8年11月21日 (the first year of an era is 元年). A text that is no date is returned
 * unchanged.
 */
export function formatDate(date: string, style: DateStyle): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) ? date : withFirstYearSign(dateFormatter(style, false, 'UTC').format(at))
}

/** An ISO moment → 令和8年11月21日 15:00, in Tokyo's time. */
export function formatMoment(moment: string, style: DateStyle): string {
  const at = Date.parse(moment)
  return Number.isNaN(at)
    ? moment
    : withFirstYearSign(dateFormatter(style, true, 'Asia/Tokyo').format(at))
}

function withFirstYearSign(text: string): string {
  return text.replace(/(明治|大正|昭和|平成|令和)1年/, '$1元年')
}
