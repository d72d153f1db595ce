import { useState } from 'react'
import { dayOf, timeOf } from '#kernel/calendar/days.ts'
import { formatShortDay } from '#kernel/calendar/relative.ts'
import { formatEra } from '#kernel/calendar/eras.ts'
import { useFormatDate, useFormatMoment } from '../dates.ts'
import { useLanguage } from '../i18n/index.ts'
import { useYears } from '../preferences.ts'

/** A date ('YYYY-MM-DD') in this person's style. */
export function DateText({
  date,
  weekday = false,
  short = false,
}: {
  readonly date: string
  readonly weekday?: boolean
  /** R8.11.21 or 2026.11.21, for columns of tables. */
  readonly short?: boolean
}) {
  const formatDate = useFormatDate()
  const years = useYears()
  const shortDate =
    years === 'japanese' ? formatEra(date, 'short') : date.split('-').map(Number).join('.')
  return (
    <time dateTime={date} className="whitespace-nowrap numerals">
      {short ? shortDate : formatDate(date, weekday)}
    </time>
  )
}

/**
 * A moment (ISO 8601) in Tokyo's time: 11月21日(土) 15:00; in another year with the year, in this
 * person's style.
 */
export function MomentText({
  at,
  short = false,
}: {
  readonly at: string
  /** R8.11.21 9:10, for columns of tables. */
  readonly short?: boolean
}) {
  const formatMoment = useFormatMoment()
  const language = useLanguage()
  const [today] = useState(() => dayOf(new Date()))
  if (short)
    return (
      <span className="whitespace-nowrap">
        <DateText short date={dayOf(at)} /> <span className="numerals">{timeOf(at)}</span>
      </span>
    )
  return (
    <time dateTime={at} title={formatMoment(at)} className="whitespace-nowrap numerals">
      {dayOf(at).slice(0, 4) === today.slice(0, 4)
        ? `${formatShortDay(dayOf(at), today, language)} ${timeOf(at)}`
        : formatMoment(at)}
    </time>
  )
}

/** A person: name, kana where several persons of that name are possible, and unit. */
export function PersonName({
  name,
  kana,
  unit,
}: {
  readonly name: string
  readonly kana?: string
  readonly unit?: string
}) {
  return (
    <span>
      {kana === undefined ? (
        name
      ) : (
        <ruby>
          {name}
          <rp>（</rp>
          <rt>{kana}</rt>
          <rp>）</rp>
        </ruby>
      )}
      {unit !== undefined && <span className="ml-2 text-[0.875rem] text-sub">{unit}</span>}
    </span>
  )
}

/** A unit with the units above it, from the top. */
export function UnitName({ path }: { readonly path: readonly string[] }) {
  return (
    <span>
      {path.length > 1 && (
        <span className="text-[0.875rem] text-sub">{path.slice(0, -1).join(' › ')} › </span>
      )}
      {path.at(-1)}
    </span>
  )
}

/** A number with thousands separators: 12,345. */
export function NumberText({ value, unit }: { readonly value: number; readonly unit?: string }) {
  return (
    <span className="numerals">
      {value.toLocaleString('ja-JP')}
      {unit}
    </span>
  )
}
