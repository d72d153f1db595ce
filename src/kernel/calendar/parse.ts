import { daysBetween, isDay } from './days.ts'
import { eras, formatEra, gregorianFrom } from './eras.ts'
import type { Era } from './eras.ts'

/** A date read from text; of a month or a year the first day that belongs to it. */
export type ParsedDate =
  | { readonly ok: true; readonly date: string; readonly precision: 'day' | 'month' | 'year' }
  | { readonly ok: false; readonly reason: 'unreadable' | 'no-such-day' }
  /**
   * The day exists but lies in another era: 平成31年5月1日. `date` is what it would be, `proper` how it
   * is rightly written.
   */
  | {
      readonly ok: false
      readonly reason: 'out-of-era'
      readonly date: string
      readonly correctForm: string
    }

/**
 * Reads 令和8年11月21日, 令和元年５月, R8.11.21, Ｈ３１／４／３０, 平成三十一年四月, 2026/11/21, 2026-11-21, 20261121,
 * 2026年11月. Weekdays in brackets are passed over. Near a day, a month and a day alone (11/30, 11月30日)
 * are the closest such day to it.
 */
export function parseDate(text: string, near?: string): ParsedDate {
  const normalized = text
    .normalize('NFKC')
    .replaceAll(/\s+/g, '')
    .replace(/\([日月火水木金土]曜?日?\)$/, '')
  const monthDay = near === undefined ? null : monthDayForm.exec(normalized)
  if (near !== undefined && monthDay !== null)
    return closestDay(Number(monthDay[1]), Number(monthDay[2]), near)
  const match =
    kanjiForm.exec(normalized) ?? shortForm.exec(normalized) ?? compactForm.exec(normalized)
  if (match?.groups === undefined) return { ok: false, reason: 'unreadable' }
  const { era: eraName, year, month, day } = match.groups
  const yearNumber = parseKanjiNumber(year ?? '')
  if (yearNumber === null) return { ok: false, reason: 'unreadable' }
  const era =
    eraName === undefined
      ? undefined
      : eras.find(
          (candidate) => candidate.name === eraName || candidate.initial === eraName.toUpperCase(),
        )
  if (eraName === undefined && (year ?? '').length !== 4) return { ok: false, reason: 'unreadable' }
  if (era !== undefined && yearNumber < 1) return { ok: false, reason: 'no-such-day' }
  const gregorian = era ? era.firstYear + yearNumber - 1 : yearNumber
  return toParsedDate(
    era,
    gregorian,
    month === undefined ? undefined : parseKanjiNumber(month),
    day === undefined ? undefined : parseKanjiNumber(day),
  )
}

const digits = '[0-9元〇零一二三四五六七八九十百]+'
const kanjiForm = new RegExp(
  `^(?<era>令和|平成|昭和|大正|明治|[RHSTMrhstm])?\\.?(?<year>${digits})年(?:(?<month>${digits})月(?:(?<day>${digits})日)?)?$`,
)
const shortForm =
  /^(?<era>令和|平成|昭和|大正|明治|[RHSTMrhstm])?\.?(?<year>\d{1,4}|元)[-/.](?<month>\d{1,2})(?:[-/.](?<day>\d{1,2}))?$/
const monthDayForm = /^(\d{1,2})[-/.月](\d{1,2})日?$/
const compactForm = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/

function toParsedDate(
  era: Era | undefined,
  year: number,
  month: number | null | undefined,
  day: number | null | undefined,
): ParsedDate {
  if (month === null || day === null) return { ok: false, reason: 'unreadable' }
  const precision = month === undefined ? 'year' : day === undefined ? 'month' : 'day'
  const text = `${String(year).padStart(4, '0')}-${pad(month ?? 1)}-${pad(day ?? 1)}`
  if (!isDay(text)) return { ok: false, reason: 'no-such-day' }
  if (era === undefined) return { ok: true, date: text, precision }
  const last =
    precision === 'year' ? `${year}-12-31` : precision === 'month' ? `${text.slice(0, 8)}31` : text
  if (last < era.from || (era.to !== undefined && text > era.to)) {
    return {
      ok: false,
      reason: 'out-of-era',
      date: text,
      correctForm: formatToPrecision(text, precision),
    }
  }
  if (precision === 'day' && text < gregorianFrom) return { ok: false, reason: 'no-such-day' }
  return { ok: true, date: text < era.from ? era.from : text, precision }
}

function closestDay(month: number, day: number, near: string): ParsedDate {
  const year = Number(near.slice(0, 4))
  const [closest] = [year, year + 1, year - 1]
    .map((candidate) => `${candidate}-${pad(month)}-${pad(day)}`)
    .filter(isDay)
    .toSorted((a, b) => Math.abs(daysBetween(near, a)) - Math.abs(daysBetween(near, b)))
  return closest === undefined
    ? { ok: false, reason: 'no-such-day' }
    : { ok: true, date: closest, precision: 'day' }
}

function formatToPrecision(day: string, precision: 'day' | 'month' | 'year'): string {
  const whole = formatEra(day)
  return precision === 'day'
    ? whole
    : whole.slice(0, whole.indexOf(precision === 'month' ? '月' : '年') + 1)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

const kanji = '〇一二三四五六七八九'

/** 31, 元, 三十一, 三一 as a number; null for anything else. */
export function parseKanjiNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === '元') return 1
  const normalized = text.replaceAll('零', '〇')
  if (normalized !== '' && [...normalized].every((character) => kanji.includes(character)))
    return Number([...normalized].map((character) => kanji.indexOf(character)).join(''))
  const positional =
    /^(?:([二三四五六七八九])?(百))?(?:([二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(
      normalized,
    )
  if (positional === null || normalized === '') return null
  const [, hundreds, hundred, tens, ten, ones] = positional
  const digit = (character: string | undefined, otherwise: number): number =>
    character === undefined ? otherwise : kanji.indexOf(character)
  return (hundred ? digit(hundreds, 1) * 100 : 0) + (ten ? digit(tens, 1) * 10 : 0) + digit(ones, 0)
}
