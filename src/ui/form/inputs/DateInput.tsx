import { CalendarDate } from '@internationalized/date'
import type { DateValue } from '@internationalized/date'
import { lazy, Suspense, useState } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { addDays } from '#kernel/calendar/days.ts'
import { parseDate } from '#kernel/calendar/parse.ts'
import { useFormatDate } from '../../dates.ts'
import { useCommonTexts } from '../../i18n/index.ts'
import { Icon } from '../../parts/icons.tsx'
import { PopoverTrigger } from '../../parts/PopoverTrigger.tsx'
import type { InputProps } from '../types.ts'
import { inputClass } from './inputClasses.ts'

const MonthCalendar = lazy(() => import('./MonthCalendar.tsx'))
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** What the box of a date is given. */
export interface DateBoxProps {
  readonly id: string
  readonly label: string
  readonly value: unknown
  readonly onChange: (value: string | undefined) => void
  readonly onBlur: () => void
  readonly describedBy?: string | undefined
  readonly invalid: boolean
  readonly required: boolean
}

/** A date, typed as one likes (令和8年11月21日, R8.11.21, 2026-11-21) or picked from a month; ↑ ↓ go day by day. A day that an era does not have is not
 * turned into another one: what was typed stays, with a word about it. */
export function DateBox({
  id,
  label,
  value,
  onChange,
  onBlur,
  describedBy,
  invalid,
  required,
}: DateBoxProps) {
  const common = useCommonTexts()
  const formatDate = useFormatDate()
  const [typed, setTyped] = useState<string>()
  // The line under the box keeps its room when it has been read: what stands below must not move away under a finger that presses it.
  const [reservesHintSpace, setReservesHintSpace] = useState(false)
  const parsedInput = typed === undefined || typed.trim() === '' ? undefined : parseDate(typed)
  const validDay = isDay(value) ? value : undefined
  const text =
    typed ??
    (validDay === undefined ? (typeof value === 'string' ? value : '') : formatDate(validDay, true))
  const hintId = `${id}-read`
  const change = (newText: string): void => {
    setTyped(newText)
    const result = parseDate(newText)
    onChange(
      newText.trim() === ''
        ? undefined
        : result.ok && result.precision === 'day'
          ? result.date
          : newText,
    )
  }
  const pick = (day: string): void => {
    setTyped(undefined)
    onChange(day)
  }
  return (
    <div>
      <div className="flex w-full max-w-80 gap-2">
        <input
          id={id}
          type="text"
          lang="ja"
          autoComplete="off"
          placeholder={common('date.hint')}
          value={text}
          aria-invalid={invalid}
          aria-required={required}
          aria-describedby={
            [describedBy, typed === undefined ? undefined : hintId].filter(Boolean).join(' ') ||
            undefined
          }
          className={`${inputClass(invalid)} numerals`}
          onChange={(event) => change(event.target.value)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
            if (step === 0 || validDay === undefined) return
            event.preventDefault()
            pick(addDays(validDay, step))
          }}
          onBlur={() => {
            setReservesHintSpace(reservesHintSpace || typed !== undefined)
            if (validDay !== undefined || typed?.trim() === '') setTyped(undefined)
            onBlur()
          }}
        />
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
                {...(validDay === undefined ? {} : { value: calendarDate(validDay) })}
                onPick={(date) => {
                  pick(unconditional(date))
                  close()
                }}
              />
            </Suspense>
          )}
        </PopoverTrigger>
      </div>
      {parsedInput === undefined && reservesHintSpace && (
        <p aria-hidden="true" className="mt-1 text-[0.875rem]">
          &nbsp;
        </p>
      )}
      {parsedInput !== undefined && (
        <p id={hintId} className="mt-1 text-[0.875rem] text-sub">
          {parsedInput.ok
            ? parsedInput.precision === 'day'
              ? `→ ${formatDate(parsedInput.date, true)}`
              : common('date.unfinished')
            : parsedInput.reason === 'out-of-era'
              ? common('date.era', { proper: parsedInput.correctForm })
              : parsedInput.reason === 'no-such-day'
                ? common('date.noDay')
                : ''}
        </p>
      )}
    </div>
  )
}

function calendarDate(day: string): CalendarDate {
  const [year = 1, month = 1, date = 1] = day.split('-').map(Number)
  return new CalendarDate(year, month, date)
}

function unconditional(date: DateValue): string {
  return `${String(date.year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`
}

/** A field of the type `date`: 'YYYY-MM-DD'. */
export function DateInput({ field, ...props }: InputProps) {
  return <DateBox {...props} label={field.title} />
}
