import { isFarDay } from '#kernel/fields/farDates.ts'
import { dayOf } from '#kernel/calendar/days.ts'
import type { parseDate } from '#kernel/calendar/parse.ts'
import { useFormatDate } from '../../dates.ts'
import { signs, useCommonTexts } from '../../i18n/index.ts'

/** How a typed date was read, or why it is no date. */
export function DateHint({
  id,
  readDate,
}: {
  readonly id: string
  readonly readDate: ReturnType<typeof parseDate>
}) {
  const common = useCommonTexts()
  const formatDate = useFormatDate()
  return (
    <p id={id} className="mt-1 text-[0.875rem] text-sub">
      {readDate.ok
        ? readDate.precision === 'day'
          ? [
              `→ ${formatDate(readDate.date, true)}`,
              ...(isFarDay(readDate.date, dayOf(new Date())) ? [common('date.far')] : []),
            ].join(signs().dot)
          : common('date.unfinished')
        : readDate.reason === 'out-of-era'
          ? common('date.era', { proper: readDate.correctForm })
          : readDate.reason === 'no-such-day'
            ? common('date.noDay')
            : ''}
    </p>
  )
}
