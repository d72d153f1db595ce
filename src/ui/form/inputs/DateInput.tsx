import { CalendarDate } from '@internationalized/date'
import type { DateValue } from '@internationalized/date'
import { lazy, Suspense, useState } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { addDays } from '#kernel/calendar/days.ts'
import { parseDate } from '#kernel/calendar/parse.ts'
import { useDate } from '../../dates.ts'
import { useKit } from '../../i18n/index.ts'
import { Icon } from '../../parts/icons.tsx'
import { Pop } from '../../parts/Pop.tsx'
import type { InputProps } from '../types.ts'
import { boxLook } from './look.ts'

const Month = lazy(() => import('./Month.tsx'))
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
  const kit = useKit()
  const say = useDate()
  const [typed, type] = useState<string>()
  // The line under the box keeps its room when it has been read: what stands below must not move away under a finger that presses it.
  const [roomy, keepRoom] = useState(false)
  const read = typed === undefined || typed.trim() === '' ? undefined : parseDate(typed)
  const known = isDay(value) ? value : undefined
  const text =
    typed ?? (known === undefined ? (typeof value === 'string' ? value : '') : say(known, true))
  const hint = `${id}-read`
  const change = (words: string): void => {
    type(words)
    const parsed = parseDate(words)
    onChange(
      words.trim() === ''
        ? undefined
        : parsed.ok && parsed.precision === 'day'
          ? parsed.date
          : words,
    )
  }
  const pick = (day: string): void => {
    type(undefined)
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
          placeholder={kit('date.hint')}
          value={text}
          aria-invalid={invalid}
          aria-required={required}
          aria-describedby={
            [describedBy, typed === undefined ? undefined : hint].filter(Boolean).join(' ') ||
            undefined
          }
          className={`${boxLook(invalid)} numerals`}
          onChange={(event) => change(event.target.value)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
            if (step === 0 || known === undefined) return
            event.preventDefault()
            pick(addDays(known, step))
          }}
          onBlur={() => {
            keepRoom(roomy || typed !== undefined)
            if (known !== undefined || typed?.trim() === '') type(undefined)
            onBlur()
          }}
        />
        <Pop
          placement="bottom end"
          label={kit('date.pick', { label })}
          trigger={
            <Pressable
              aria-label={kit('date.pick', { label })}
              className="inline-flex size-12 shrink-0 cursor-pointer items-center justify-center rounded-8 border border-edge hover:border-ink hover:bg-soft"
            >
              <Icon name="calendar" />
            </Pressable>
          }
        >
          {(close) => (
            <Suspense fallback={<div className="skeleton h-72 w-72" />}>
              <Month
                label={label}
                {...(known === undefined ? {} : { value: calendarDate(known) })}
                onPick={(date) => {
                  pick(plain(date))
                  close()
                }}
              />
            </Suspense>
          )}
        </Pop>
      </div>
      {read === undefined && roomy && (
        <p aria-hidden="true" className="mt-1 text-[0.875rem]">
          &nbsp;
        </p>
      )}
      {read !== undefined && (
        <p id={hint} className="mt-1 text-[0.875rem] text-sub">
          {read.ok
            ? read.precision === 'day'
              ? `→ ${say(read.date, true)}`
              : kit('date.unfinished')
            : read.reason === 'out-of-era'
              ? kit('date.era', { proper: read.proper })
              : read.reason === 'no-such-day'
                ? kit('date.noDay')
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

function plain(date: DateValue): string {
  return `${String(date.year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`
}

/** A field of the type `date`: 'YYYY-MM-DD'. */
export function DateInput({ field, ...props }: InputProps) {
  return <DateBox {...props} label={field.title} />
}
