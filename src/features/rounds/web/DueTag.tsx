import { dayOf, daysBetween } from '#kernel/calendar/days.ts'
import { formatRelativeDue } from '#kernel/calendar/relative.ts'
import { useNow } from '#ui/dates.ts'
import { useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Tag } from '#ui/parts/Tag.tsx'
import { text } from './text.ts'

/** By when something is done, in words: red when it is past, amber in the last days. */
export function DueTag({ dueAt, late }: { readonly dueAt: string; readonly late: boolean }) {
  const say = useTexts(text)
  const now = useNow()
  const language = useLanguage()
  const when = formatRelativeDue(dueAt, now, true, language)
  if (late)
    return <Tag state="late">{daysBetween(dayOf(now), dayOf(dueAt)) < 0 ? when : say('late')}</Tag>
  return (
    <Tag state={daysBetween(dayOf(now), dayOf(dueAt)) <= 3 ? 'due' : 'plain'}>
      {say('until', { date: when })}
    </Tag>
  )
}
