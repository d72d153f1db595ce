import { dayOf, daysBetween } from '#kernel/calendar/days.ts'
import { formatRelativeDue } from '#kernel/calendar/relative.ts'
import { useNow } from '../dates.ts'
import { useCommonTexts, useLanguage } from '../i18n/index.ts'
import { useYears } from '../preferences.ts'
import { Tag } from './Tag.tsx'
import { MomentText } from './texts.tsx'

/** When a date is near: the last three days, or of a limit with a time the last 24 hours. */
const nearDays = 3
const nearTime = 86_400_000

/**
 * The time that is left, in words: red when it is past, amber when it is near. What is only planned
 * is never red.
 */
export function DueTag({
  dueAt,
  wholeDay,
  planned = false,
  late = false,
}: {
  readonly dueAt: string | null
  readonly wholeDay: boolean
  readonly planned?: boolean
  /** Something of it is late, whatever its own date. */
  readonly late?: boolean
}) {
  const say = useCommonTexts()
  const now = useNow()
  const language = useLanguage()
  const years = useYears()
  if (dueAt === null) return null
  const left = new Date(dueAt).getTime() - now.getTime()
  const when = formatRelativeDue(dueAt, now, wholeDay, language, years)
  if (planned)
    return (
      <Tag state={left < nearTime ? 'due' : 'plain'}>
        {left < 0 ? (
          <>
            <MomentText short at={dueAt} /> {say('due.planned')}
          </>
        ) : (
          say('due.plannedAt', { when })
        )}
      </Tag>
    )
  if (left < 0) return <Tag state="late">{when}</Tag>
  if (late) return <Tag state="late">{say('due.late')}</Tag>
  const isNear = wholeDay ? daysBetween(dayOf(now), dayOf(dueAt)) <= nearDays : left < nearTime
  return <Tag state={isNear ? 'due' : 'plain'}>{when}</Tag>
}
