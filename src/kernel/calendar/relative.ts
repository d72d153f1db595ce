import type { Language } from '../words/words.ts'
import { eraOf } from './eras.ts'
import { dayOf, daysBetween, millis, timeOf, weekday } from './days.ts'

interface Sayings {
  readonly today: string
  readonly tomorrow: string
  readonly afterTomorrow: string | undefined
  readonly yesterday: string
  readonly now: string
  readonly late: (amount: string) => string
  readonly left: (amount: string) => string
  readonly ago: (amount: string) => string
  readonly days: (count: number) => string
  readonly hours: (count: number) => string
  readonly minutes: (count: number) => string
}

const counted =
  (one: string, many: string) =>
  (count: number): string =>
    `${count} ${count === 1 ? one : many}`

const sayings: Readonly<Record<Language, Sayings>> = {
  ja: {
    today: '今日',
    tomorrow: '明日',
    afterTomorrow: '明後日',
    yesterday: '昨日',
    now: 'たった今',
    late: (amount) => `${amount}遅れ`,
    left: (amount) => `あと${amount}`,
    ago: (amount) => `${amount}前`,
    days: (count) => `${count}日`,
    hours: (count) => `${count}時間`,
    minutes: (count) => `${count}分`,
  },
  en: {
    today: 'today',
    tomorrow: 'tomorrow',
    afterTomorrow: undefined,
    yesterday: 'yesterday',
    now: 'just now',
    late: (amount) => `${amount} late`,
    left: (amount) => `${amount} left`,
    ago: (amount) => `${amount} ago`,
    days: counted('day', 'days'),
    hours: counted('hour', 'hours'),
    minutes: counted('minute', 'minutes'),
  },
}

/**
 * A limit as a person reads it beside a task: 今日 15:00, 明日, あと2時間, 11月27日(金), 1日遅れ. A limit given
 * as a day has no time of day.
 */
export function formatRelativeDue(
  due: string,
  now: string | Date,
  wholeDay: boolean,
  language: Language = 'ja',
  years: ShownYears = 'gregorian',
): string {
  const say = sayings[language]
  const day = dayOf(due)
  const days = daysBetween(dayOf(now), day)
  const minutes = Math.floor((millis(due) - millis(now)) / 60_000)
  const dated = (): string => formatShortDay(day, dayOf(now), language, years)
  if (days < 0) return say.late(say.days(-days))
  if (wholeDay) return [say.today, say.tomorrow, say.afterTomorrow][days] ?? dated()
  if (minutes < 0)
    return say.late(minutes > -60 ? say.minutes(-minutes) : say.hours(Math.floor(-minutes / 60)))
  if (minutes < 60) return say.left(say.minutes(minutes))
  if (minutes < 180) return say.left(say.hours(Math.floor(minutes / 60)))
  if (days === 0) return `${say.today} ${timeOf(due)}`
  if (days === 1) return `${say.tomorrow} ${timeOf(due)}`
  return `${dated()} ${timeOf(due)}`
}

/** How long ago something happened: たった今, 5分前, 3時間前, 昨日 15:00, 11月2日(月). */
export function formatRelativePast(
  at: string,
  now: string | Date,
  language: Language = 'ja',
): string {
  const say = sayings[language]
  const minutes = Math.floor((millis(now) - millis(at)) / 60_000)
  const days = daysBetween(dayOf(at), dayOf(now))
  if (minutes < 1) return say.now
  if (minutes < 60) return say.ago(say.minutes(minutes))
  if (days === 0) return say.ago(say.hours(Math.floor(minutes / 60)))
  if (days === 1) return `${say.yesterday} ${timeOf(at)}`
  return formatShortDay(dayOf(at), dayOf(now), language)
}

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** How a reader wants years: 令和9年 or 2027年. */
type ShownYears = 'japanese' | 'gregorian'

/** 11月27日(金) / “Fri 27 Nov”, with the year where it is another one. */
export function formatShortDay(
  day: string,
  today: string,
  language: Language = 'ja',
  years: ShownYears = 'gregorian',
): string {
  const [, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : yearOf(day, language, years)
  const name = weekdays[language][weekday(day)]
  return language === 'ja'
    ? `${year}${month}月${dayOfMonth}日(${name})`
    : `${name} ${dayOfMonth} ${months[month - 1]}${year === '' ? '' : ` ${year}`}`
}

function yearOf(day: string, language: Language, years: ShownYears): string {
  const era = years === 'japanese' ? eraOf(day) : null
  if (era === null) return `${Number(day.slice(0, 4))}${language === 'ja' ? '年' : ''}`
  return language === 'ja'
    ? `${era.era.name}${era.year === 1 ? '元' : era.year}年`
    : `${era.era.initial}${era.year}`
}
