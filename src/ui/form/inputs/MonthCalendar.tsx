import { toCalendar, GregorianCalendar } from '@internationalized/date'
import type { CalendarDate, DateValue } from '@internationalized/date'
import {
  Button as Pressable,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components'
import { Icon } from '../../parts/icons.tsx'

const pageButtonClass =
  'inline-flex size-11 cursor-pointer items-center justify-center rounded-8 hover:bg-calm-soft'

/**
 * A month to pick a day from, in the calendar that the person chose (Japanese era or Gregorian).
 */
export default function MonthCalendar({
  label,
  value,
  onPick,
}: {
  readonly label: string
  readonly value?: CalendarDate
  readonly onPick: (date: DateValue) => void
}) {
  return (
    <Calendar
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opens because its button was pressed
      autoFocus
      aria-label={label}
      {...(value === undefined ? {} : { value })}
      onChange={(date) => onPick(toCalendar(date, new GregorianCalendar()))}
    >
      <div className="flex items-center">
        <Pressable slot="previous" className={pageButtonClass}>
          <Icon name="left" />
        </Pressable>
        <Heading className="grow text-center text-[1rem] font-700" />
        <Pressable slot="next" className={pageButtonClass}>
          <Icon name="right" />
        </Pressable>
      </div>
      <CalendarGrid className="mt-1">
        <CalendarGridHeader>
          {(day) => (
            <CalendarHeaderCell className="size-10 text-[0.8125rem] font-400 text-sub">
              {day}
            </CalendarHeaderCell>
          )}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              className="flex size-10 cursor-pointer items-center justify-center rounded-8 hover:bg-act-soft data-[outside-month]:hidden data-[selected]:bg-act data-[selected]:font-700 data-[selected]:text-white data-[today]:font-700 data-[today]:underline"
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}
