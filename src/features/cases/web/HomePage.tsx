import { useQuery } from '@tanstack/react-query'
import { formatRelativeDue } from '#kernel/calendar/relative.ts'
import { useNow } from '#ui/dates.ts'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import { useSession } from '#ui/session/session.ts'
import type { NoticeRow, TaskRow, WaitingRow } from '../contract/home.ts'
import { text } from './text.ts'

/** 私の仕事: the tasks and notices of the reader, and their cases that wait for others. */
export default function HomePage() {
  const say = useTexts(text)
  const terminal = Boolean(useSession().terminal)
  const { data, error } = useQuery({ ...queryOf('/api/tasks'), refetchInterval: 60_000 })
  const shown = data === undefined ? 0 : data.today.length + data.week.length + data.later.length
  const nothing = data !== undefined && shown === 0 && data.notices.length === 0
  return (
    <>
      <PageHeading title={say('home')} />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-40" />}
      {data !== undefined && (
        <>
          {data.notices.length > 0 && <Notices notices={data.notices} />}
          {nothing && (
            <EmptyState
              title={say('emptyTitle')}
              action={
                terminal ? undefined : (
                  <>
                    <ButtonLink kind="main" href="/ask">
                      {say('askFirst')}
                    </ButtonLink>
                    <ButtonLink href="/apply">{say('apply')}</ButtonLink>
                  </>
                )
              }
            >
              {say(terminal ? 'emptyTerminal' : 'emptyBody')}
            </EmptyState>
          )}
          <Tasks title={say('today')} tasks={data.today} urgent />
          <Tasks title={say('week')} tasks={data.week} />
          <Tasks title={say('later')} tasks={data.later} />
          {data.total > shown && (
            <p className="mt-3 text-sub">{say('more', { count: data.total - shown })}</p>
          )}
          {data.waiting.length > 0 && <Waiting rows={data.waiting} />}
        </>
      )}
    </>
  )
}

function Tasks({
  title,
  tasks,
  urgent = false,
}: {
  readonly title: string
  readonly tasks: readonly TaskRow[]
  readonly urgent?: boolean
}) {
  const say = useTexts(text)
  if (tasks.length === 0) return null
  return (
    <Section title={title} count={tasks.length}>
      <Card>
        <Rows label={title}>
          {tasks.map((task) => (
            <Row
              key={task.id}
              title={task.title}
              subject={task.subject}
              detail={[
                task.from && say('from', { name: task.from }),
                task.number,
                task.insteadOf && say('instead', { name: task.insteadOf }),
              ]
                .filter(Boolean)
                .join('・')}
              state={<DueTag dueAt={task.dueAt} wholeDay={task.wholeDay} />}
              action={
                task.href !== null && (
                  <ButtonLink
                    kind={urgent ? 'main' : 'line'}
                    href={task.href}
                    aria-label={`${task.subject}：${task.verb}`}
                  >
                    {task.verb}
                  </ButtonLink>
                )
              }
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

/** The time that is left, in words: red when it is past, amber in the last 24 hours. */
export function DueTag({
  dueAt,
  wholeDay,
}: {
  readonly dueAt: string | null
  readonly wholeDay: boolean
}) {
  const now = useNow()
  const language = useLanguage()
  if (dueAt === null) return null
  const remaining = new Date(dueAt).getTime() - now.getTime()
  return (
    <Tag state={remaining < 0 ? 'late' : remaining < 86_400_000 ? 'due' : 'plain'}>
      {formatRelativeDue(dueAt, now, wholeDay, language)}
    </Tag>
  )
}

function Waiting({ rows }: { readonly rows: readonly WaitingRow[] }) {
  const say = useTexts(text)
  return (
    <Section title={say('waiting')} count={rows.length}>
      <Card>
        <Rows label={say('waiting')}>
          {rows.map((row) => (
            <Row
              key={row.id}
              title={row.title}
              subject={row.subject}
              detail={
                <>
                  {row.number}・{say('theirTurn', { who: row.waitingFor })}
                </>
              }
              state={<Tag state="turn">{say('their')}</Tag>}
              action={
                <ButtonLink href={`/cases/${row.id}`} aria-label={`${row.subject}：${say('open')}`}>
                  {say('open')}
                </ButtonLink>
              }
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

function Notices({ notices }: { readonly notices: readonly NoticeRow[] }) {
  const say = useTexts(text)
  const markRead = useAction({
    call: (id: string) => api.post('/api/notices/:id/read', { params: { id } }),
    invalidates: [keyOf('/api/tasks')],
    refusal: 'toast',
  })
  return (
    <Section title={say('notices')} count={notices.length}>
      <Card>
        <Rows label={say('notices')}>
          {notices.map((notice) => (
            <Row
              key={notice.id}
              title={
                notice.href === null ? (
                  notice.message
                ) : (
                  <Link quiet href={notice.href}>
                    {notice.message}
                  </Link>
                )
              }
              detail={<MomentText at={notice.at} />}
              action={
                <Button
                  size="small"
                  isPending={markRead.input === notice.id}
                  onPress={() => void markRead.run(notice.id)}
                >
                  {say('seen')}
                </Button>
              }
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}
