import { useState } from 'react'
import { toTokyoTime } from '#kernel/calendar/days.ts'
import { useCommonTexts } from '../../i18n/index.ts'
import { Button } from '../../parts/Button.tsx'
import { parseTime } from '../parseInput.ts'
import type { InputProps } from '../types.ts'
import { DateBox } from './DateBox.tsx'
import { inputClass } from './inputClasses.ts'

/**
 * The day and the time of a stored moment, in Tokyo. A half-filled value is split as it was joined.
 */
function splitMoment(value: unknown): { readonly day: string; readonly time: string } {
  const text = typeof value === 'string' ? value : ''
  const milliseconds = /T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(milliseconds))
    return { day: text.split('T')[0] ?? '', time: text.split('T')[1] ?? '' }
  const tokyo = new Date(milliseconds + 9 * 3_600_000).toISOString()
  return { day: tokyo.slice(0, 10), time: tokyo.slice(11, 16) }
}

/** The moment of a day and a time in Tokyo. A half-filled value can be split by `splitMoment`. */
function joinMoment(day: string, time: string): string | undefined {
  if (day === '' && time === '') return undefined
  return /^\d{2}:\d{2}$/.test(time)
    ? `${day}T${time}:00+09:00`
    : `${day}${time === '' ? '' : `T${time}`}`
}

/** A field of the type `date-time`: a date and a time (15:00, 1500, 午後3時 are read). */
export function DateTimeInput({
  field,
  id,
  value,
  onChange,
  onBlur,
  describedBy,
  invalid,
  required,
}: InputProps) {
  const common = useCommonTexts()
  const { day, time } = splitMoment(value)
  const [typed, setTyped] = useState<string>()
  return (
    <div className="flex flex-wrap gap-x-3 gap-y-2">
      <DateBox
        id={id}
        label={field.title}
        value={day}
        onChange={(next) => onChange(joinMoment(next ?? '', time))}
        onBlur={onBlur}
        describedBy={describedBy}
        invalid={invalid}
        required={required}
      />
      <input
        type="text"
        inputMode="numeric"
        aria-label={common('date.time', { label: field.title })}
        placeholder="15:00"
        value={typed ?? time}
        aria-invalid={invalid}
        className={`${inputClass(invalid, false)} h-12 w-28 numerals`}
        onChange={(event) => {
          setTyped(event.target.value)
          onChange(joinMoment(day, parseTime(event.target.value) ?? event.target.value))
        }}
        onBlur={() => {
          setTyped(undefined)
          onBlur()
        }}
      />
      {(field.moment === true || field.past === true) && (
        <Button
          onPress={() => {
            setTyped(undefined)
            onChange(toTokyoTime(new Date()).replace(/:\d{2}(?:\.\d+)?\+/, ':00+'))
          }}
        >
          {common('date.now')}
        </Button>
      )}
    </div>
  )
}
