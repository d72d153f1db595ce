import { useState } from 'react'
import { addDays, dayOf } from '#kernel/calendar/days.ts'
import { parseDate } from '#kernel/calendar/parse.ts'
import { isFarDay } from '#kernel/fields/farDates.ts'
import { useFormatDate } from '../../dates.ts'
import { useCommonTexts } from '../../i18n/index.ts'
import { CalendarButton } from './CalendarButton.tsx'
import { DateHint } from './DateHint.tsx'
import { inputClass } from './inputClasses.ts'

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

const today = (): string => dayOf(new Date())

interface DateBoxProps {
  readonly id: string
  readonly label: string
  /** 'YYYY-MM-DD', or a text that is no date, as it was typed. */
  readonly value: unknown
  readonly onChange: (value: string | undefined) => void
  readonly onBlur: () => void
  readonly describedBy?: string | undefined
  readonly invalid: boolean
  readonly required: boolean
}

/**
 * A date, typed in any usual form (令和8年11月21日, R8.11.21, 11/21, 2026-11-21) or picked from a calendar; ↑
 * and ↓ change it by a day. A day that an era does not have is not corrected: the text stays as
 * typed, with a hint below it.
 */
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
  // The hint keeps its space after it is gone: what is below must not move while it is pressed.
  const [reservesHintSpace, setReservesHintSpace] = useState(false)
  const readDate =
    typed === undefined || typed.trim() === '' ? undefined : parseDate(typed, today())
  const validDay = isDay(value) ? value : undefined
  const text =
    typed ??
    (validDay === undefined ? (typeof value === 'string' ? value : '') : formatDate(validDay, true))
  const hintId = `${id}-read`
  const change = (newText: string): void => {
    setTyped(newText)
    const result = parseDate(newText, today())
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
        <CalendarButton label={label} day={validDay} onPick={pick} />
      </div>
      {readDate === undefined && reservesHintSpace && (
        <p aria-hidden="true" className="mt-1 text-[0.875rem]">
          &nbsp;
        </p>
      )}
      {readDate !== undefined && (
        <DateHint
          id={hintId}
          readDate={readDate}
          isFar={readDate.ok && readDate.precision === 'day' && isFarDay(readDate.date, today())}
        />
      )}
    </div>
  )
}
