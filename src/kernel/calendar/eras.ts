/**
 * An era of the Japanese calendar with its first and last day. Source: 元号法 and its orders; Taisho
 * and Showa by the rescripts of the accession days,
 * which belong to the new era. Meiji counts from the year 1868; its days are Gregorian only from
 * 1873-01-01 (明治5年太政官布告第337号).
 */
export interface Era {
  readonly name: string
  readonly initial: string
  readonly from: string
  readonly to?: string
  /** The Gregorian year of 元年. */
  readonly firstYear: number
}

export const eras: readonly Era[] = [
  { name: '令和', initial: 'R', from: '2019-05-01', firstYear: 2019 },
  { name: '平成', initial: 'H', from: '1989-01-08', to: '2019-04-30', firstYear: 1989 },
  { name: '昭和', initial: 'S', from: '1926-12-25', to: '1989-01-07', firstYear: 1926 },
  { name: '大正', initial: 'T', from: '1912-07-30', to: '1926-12-24', firstYear: 1912 },
  { name: '明治', initial: 'M', from: '1868-01-25', to: '1912-07-29', firstYear: 1868 },
]

/** The first day of Meiji that can be told as a Gregorian day. */
export const gregorianFrom = '1873-01-01'

export interface EraYear {
  readonly era: Era
  readonly year: number
}

/** The era and its year on a day; null before 明治6年. */
export function eraOf(day: string): EraYear | null {
  if (day < gregorianFrom) return null
  const era = eras.find((candidate) => candidate.from <= day)
  return era ? { era, year: Number(day.slice(0, 4)) - era.firstYear + 1 } : null
}

/** 令和8年11月21日, or R8.11.21; the Gregorian 1870年1月1日 where no era can be given. */
export function formatEra(day: string, style: 'long' | 'short' = 'long'): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number)
  const eraYear = eraOf(day)
  if (style === 'short')
    return eraYear
      ? `${eraYear.era.initial}${eraYear.year}.${month}.${dayOfMonth}`
      : `${year}.${month}.${dayOfMonth}`
  const yearTitle = eraYear
    ? `${eraYear.era.name}${eraYear.year === 1 ? '元' : eraYear.year}`
    : String(year)
  return `${yearTitle}年${month}月${dayOfMonth}日`
}

/** 2026年11月21日 */
export function formatGregorian(day: string): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number)
  return `${year}年${month}月${dayOfMonth}日`
}
