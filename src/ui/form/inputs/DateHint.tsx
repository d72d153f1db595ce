import type { parseDate } from '#kernel/calendar/parse.ts'
import { useFormatDate } from '../../dates.ts'
import { signs, useCommonTexts } from '../../i18n/index.ts'

/** How a typed date was read, or why it is no date. */
export function DateHint({
  id,
  readDate,
  isFar,
}: {
  readonly id: string
  readonly readDate: ReturnType<typeof parseDate>
  /** It is a day far from today. */
  readonly isFar: boolean
}) {
  const common = useCommonTexts()
  const formatDate = useFormatDate()
  return (
    <p id={id} className="mt-1 text-[0.875rem] text-sub">
      {readDate.ok
        ? readDate.precision === 'day'
          ? [`→ ${formatDate(readDate.date, true)}`, ...(isFar ? [common('date.far')] : [])].join(
              signs().dot,
            )
          : common('date.unfinished')
        : readDate.reason === 'out-of-era'
          ? common('date.era', { proper: readDate.correctForm })
          : readDate.reason === 'no-such-day'
            ? common('date.noDay')
            : ''}
    </p>
  )
}
