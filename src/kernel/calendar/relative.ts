import { dayOf, daysBetween, millis, timeOf, weekday } from './days.ts'

const weekdays = '日月火水木金土'

/** A limit as a person reads it beside a task: 今日 15:00, 明日, あと2時間, 11月27日(金), 1日遅れ. A limit given as a day has no time of day. */
export function relativeDue(due: string, now: string | Date, wholeDay: boolean): string {
  const day = dayOf(due)
  const days = daysBetween(dayOf(now), day)
  const minutes = Math.floor((millis(due) - millis(now)) / 60_000)
  if (days < 0) return `${-days}日遅れ`
  if (wholeDay)
    return days === 0
      ? '今日'
      : days === 1
        ? '明日'
        : days === 2
          ? '明後日'
          : shortDay(day, dayOf(now))
  if (minutes < 0)
    return minutes > -60 ? `${-minutes}分遅れ` : `${Math.floor(-minutes / 60)}時間遅れ`
  if (minutes < 60) return `あと${minutes}分`
  if (minutes < 180) return `あと${Math.floor(minutes / 60)}時間`
  if (days === 0) return `今日 ${timeOf(due)}`
  if (days === 1) return `明日 ${timeOf(due)}`
  return `${shortDay(day, dayOf(now))} ${timeOf(due)}`
}

/** How long ago something happened: たった今, 5分前, 3時間前, 昨日 15:00, 11月2日(月). */
export function relativePast(at: string, now: string | Date): string {
  const minutes = Math.floor((millis(now) - millis(at)) / 60_000)
  const days = daysBetween(dayOf(at), dayOf(now))
  if (minutes < 1) return 'たった今'
  if (minutes < 60) return `${minutes}分前`
  if (days === 0) return `${Math.floor(minutes / 60)}時間前`
  if (days === 1) return `昨日 ${timeOf(at)}`
  return shortDay(dayOf(at), dayOf(now))
}

/** 11月27日(金), with the year where it is another one. */
export function shortDay(day: string, today: string): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number)
  return `${day.slice(0, 4) === today.slice(0, 4) ? '' : `${year}年`}${month}月${dayOfMonth}日(${weekdays[weekday(day)]})`
}
