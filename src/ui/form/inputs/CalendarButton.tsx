import { CalendarDate } from '@internationalized/date'
import type { DateValue } from '@internationalized/date'
import { lazy, Suspense } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { useCommonTexts } from '../../i18n/index.ts'
import { Icon } from '../../parts/icons.tsx'
import { PopoverTrigger } from '../../parts/PopoverTrigger.tsx'

const MonthCalendar = lazy(() => import('./MonthCalendar.tsx'))

/** A button that opens a month to pick a day from. Days are 'YYYY-MM-DD'. */
export function CalendarButton({
  label,
  day,
  onPick,
}: {
  readonly label: string
  readonly day: string | undefined
  readonly onPick: (day: string) => void
}) {
  const common = useCommonTexts()
  return (
    <PopoverTrigger
      placement="bottom end"
      label={common('date.pick', { label })}
      trigger={
        <Pressable
          aria-label={common('date.pick', { label })}
          className="inline-flex size-12 shrink-0 cursor-pointer items-center justify-center rounded-8 border border-edge hover:border-ink hover:bg-soft"
        >
          <Icon name="calendar" />
        </Pressable>
      }
    >
      {(close) => (
        <Suspense fallback={<div className="skeleton h-72 w-72" />}>
          <MonthCalendar
            label={label}
            {...(day === undefined ? {} : { value: calendarDate(day) })}
            onPick={(date) => {
              onPick(isoDay(date))
              close()
            }}
          />
        </Suspense>
      )}
    </PopoverTrigger>
  )
}

function calendarDate(day: string): CalendarDate {
  const [year = 1, month = 1, date = 1] = day.split('-').map(Number)
  return new CalendarDate(year, month, date)
}

function isoDay(date: DateValue): string {
  return `${String(date.year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`
}
