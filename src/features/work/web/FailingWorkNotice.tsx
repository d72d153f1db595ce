import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { useHasAbility } from '#ui/session/session.ts'
import { text } from './text.ts'

/** For administrators: that background work fails, where any does. */
export function FailingWorkNotice() {
  const say = useTexts(text)
  const administers = useHasAbility('administer')
  const { data } = useQuery({ ...queryOf('/api/work'), enabled: administers })
  const count = (data?.total ?? 0) + (data?.recurring.length ?? 0)
  if (!administers || count === 0) return null
  return (
    <div className="mt-6">
      <Notice
        kind="warn"
        title={say('noticeTitle', { count })}
        footer={
          <ButtonLink size="small" href="/organization/work">
            {say('look')}
          </ButtonLink>
        }
      >
        {say('noticeBody')}
      </Notice>
    </div>
  )
}
