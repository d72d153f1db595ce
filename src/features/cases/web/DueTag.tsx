import { formatRelativeDue } from '#kernel/calendar/relative.ts'
import { useNow } from '#ui/dates.ts'
import { useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Tag } from '#ui/parts/Tag.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import { text } from './text.ts'

/**
 * The time that is left, in words: red when it is past, amber in the last 24 hours. What is only
 * planned is never red.
 */
export function DueTag({
  dueAt,
  wholeDay,
  planned = false,
}: {
  readonly dueAt: string | null
  readonly wholeDay: boolean
  readonly planned?: boolean
}) {
  const say = useTexts(text)
  const now = useNow()
  const language = useLanguage()
  if (dueAt === null) return null
  const remaining = new Date(dueAt).getTime() - now.getTime()
  if (planned)
    return (
      <Tag state={remaining < 86_400_000 ? 'due' : 'plain'}>
        {remaining < 0 ? (
          <>
            <MomentText short at={dueAt} /> {say('planned')}
          </>
        ) : (
          say('plannedAt', { when: formatRelativeDue(dueAt, now, wholeDay, language) })
        )}
      </Tag>
    )
  return (
    <Tag state={remaining < 0 ? 'late' : remaining < 86_400_000 ? 'due' : 'plain'}>
      {formatRelativeDue(dueAt, now, wholeDay, language)}
    </Tag>
  )
}
