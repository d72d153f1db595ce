import { toCalendar, GregorianCalendar } from '@internationalized/date'
import type { CalendarDate, DateValue } from '@internationalized/date'
import {
  Button as Pressable,
  Calendar,
  CalendarStateContext,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components'
import { use } from 'react'
import { addDays } from '#kernel/calendar/days.ts'
import { holidayName, officeCalendar } from '#kernel/calendar/workingDays.ts'
import { useCommonTexts } from '../../i18n/index.ts'
import { Icon } from '../../parts/icons.tsx'

const pageButtonClass =
  'inline-flex size-11 cursor-pointer items-center justify-center rounded-8 hover:bg-calm-soft'

function isoDay(date: DateValue): string {
  return toCalendar(date, new GregorianCalendar()).toString().slice(0, 10)
}

/** The national holidays of the month in sight, by name. */
function Holidays() {
  const common = useCommonTexts()
  const range = use(CalendarStateContext)?.visibleRange
  if (range === undefined) return null
  const last = isoDay(range.end)
  const named: { readonly day: string; readonly name: string }[] = []
  for (let day = isoDay(range.start); day <= last; day = addDays(day, 1)) {
    const name = holidayName(day)
    if (name !== undefined) named.push({ day, name })
  }
  return (
    <ul className="mt-2 max-w-72 space-y-0.5 text-[0.8125rem] text-sub empty:hidden">
      {named.map(({ day, name }) => (
        <li key={day}>
          {common('holidayOn', { day: Number(day.slice(8)) })} <span lang="ja">{name}</span>
        </li>
      ))}
    </ul>
  )
}

/**
 * A month to pick a day from, in the calendar that the person chose (Japanese era or Gregorian);
 * days off are grey, holidays are named below.
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
              className={`${officeCalendar.isWorkingDay(isoDay(date)) ? '' : 'bg-calm-soft text-sub '}flex size-10 cursor-pointer items-center justify-center rounded-8 hover:bg-act-soft data-[outside-month]:hidden data-[selected]:bg-act data-[selected]:font-700 data-[selected]:text-white data-[today]:font-700 data-[today]:underline`}
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
      <Holidays />
    </Calendar>
  )
}
