import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DueTag } from '#ui/parts/DueTag.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import { useHasAbility, useSession } from '#ui/session/session.ts'
import { useFeatures } from '#ui/shell/features.ts'
import { FailingWorkNotice } from '#features/work/web/public.ts'
import type { NoticeRow, StrandedRow, TaskRow, WaitingRow } from '../contract/home.ts'
import { AbsenceNotices } from './AbsenceNotices.tsx'
import { folded } from './folded.ts'
import { text } from './text.ts'

/** 私の仕事: the tasks and notices of the reader, and their cases that wait for others. */
export default function HomePage() {
  const say = useTexts(text)
  const terminal = Boolean(useSession().terminal)
  const administers = useHasAbility('administer') && !terminal
  const { begin: Begin } = useFeatures()
  const { data, error } = useQuery({ ...queryOf('/api/tasks'), refetchInterval: 60_000 })
  const rest = useRest(data?.next)
  const pages = data === undefined ? [] : [data, ...rest.pages]
  const shown = pages.flatMap((page) => [...page.today, ...page.week, ...page.later]).length
  const nothing =
    data !== undefined &&
    data.total === 0 &&
    data.notices.length === 0 &&
    data.stranded.length === 0
  return (
    <>
      <PageHeading title={say('home')} />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-40" />}
      {data !== undefined && (
        <>
          <Urgent notices={data.notices.filter((notice) => notice.urgent)} />
          {!terminal && <AbsenceNotices away={data.away} actingFor={data.actingFor} />}
          {administers && Begin !== undefined && <Begin />}
          <Stranded rows={data.stranded} />
          {!terminal && <FailingWorkNotice />}
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
          {parts.map((part) => (
            <Tasks
              key={part}
              title={say(part)}
              count={data.counts[part]}
              tasks={pages.flatMap((page) => page[part])}
              urgent={part === 'today'}
            />
          ))}
          <ProblemNotice error={rest.error} />
          {rest.more !== undefined && (
            <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sub">
              {say('more', { count: Math.max(data.total - shown, 1) })}
              <Button isPending={rest.pending} onPress={rest.more}>
                {say('showMore')}
              </Button>
            </p>
          )}
          {data.waiting.length > 0 && <Waiting rows={data.waiting} count={data.waitingCount} />}
          <Notices
            notices={data.notices.filter((notice) => !notice.urgent)}
            count={data.noticeCount - data.notices.filter((notice) => notice.urgent).length}
          />
        </>
      )}
    </>
  )
}

const parts = ['today', 'week', 'later'] as const

/** The pages of tasks after the first, as far as the reader asked for them. */
function useRest(from: string | undefined) {
  const [asked, setAsked] = useState(false)
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: [...keyOf('/api/tasks'), 'more', from],
    enabled: asked && from !== undefined,
    initialPageParam: from ?? '',
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/tasks/more', { signal, query: { after: pageParam } }),
    getNextPageParam: (last) => last.next,
  })
  const pages = from === undefined ? [] : (data?.pages ?? [])
  const ended = pages.length > 0 && !hasNextPage
  return {
    pages,
    error,
    pending: isFetching,
    more:
      from === undefined || ended
        ? undefined
        : () => (asked && data !== undefined ? void fetchNextPage() : setAsked(true)),
  }
}

/** `count` is of all pages, `tasks` are those that are loaded. */
function Tasks({
  title,
  count,
  tasks,
  urgent = false,
}: {
  readonly title: string
  readonly count: number
  readonly tasks: readonly TaskRow[]
  readonly urgent?: boolean
}) {
  const say = useTexts(text)
  if (tasks.length === 0) return null
  return (
    <Section title={title} count={count}>
      <Card>
        <Rows label={title}>
          {folded(tasks).map(({ task, alike }) => (
            <Row
              key={task.id}
              title={task.asked === null ? task.title : say('asksYou', { name: task.asked.by })}
              subject={task.subject}
              {...(task.asked === null ? {} : { below: <Asked {...task.asked} /> })}
              {...(alike.length === 0 ? {} : { below: <Alike tasks={alike} /> })}
              detail={[
                task.from && say('from', { name: task.from }),
                task.number,
                task.insteadOf && say('instead', { name: task.insteadOf }),
              ]
                .filter(Boolean)
                .join(signs().dot)}
              state={<DueTag dueAt={task.dueAt} wholeDay={task.wholeDay} planned={task.planned} />}
              action={
                task.href !== null && (
                  <ButtonLink
                    kind={urgent ? 'main' : 'line'}
                    href={task.href}
                    aria-label={`${task.subject}${signs().colon}${task.verb}`}
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

/** The rest of a line of several tasks, opened on demand. */
function Alike({ tasks }: { readonly tasks: readonly TaskRow[] }) {
  const say = useTexts(text)
  return (
    <details className="mt-1 text-[0.9375rem]">
      <summary className="w-fit cursor-pointer text-act">
        {say('sameWork', { count: tasks.length })}
      </summary>
      <ul className="mt-1 space-y-1">
        {tasks.map((task) => (
          <li key={task.id}>
            {task.href === null ? task.subject : <Link href={task.href}>{task.subject}</Link>}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The question with which a case came back. */
function Asked({ what, at }: NonNullable<TaskRow['asked']>) {
  return (
    <p className="mt-1 border-l-[3px] border-act pl-3">
      {what}
      <span className="ml-3 text-[0.875rem] text-sub">
        <MomentText at={at} />
      </span>
    </p>
  )
}

function Waiting({
  rows,
  count,
}: {
  readonly rows: readonly WaitingRow[]
  readonly count: number
}) {
  const say = useTexts(text)
  return (
    <Section
      title={say('waiting')}
      count={count}
      {...(count > rows.length && {
        actions: <Link href="/cases?f.whose=mine&f.state=open">{say('allOfThem')}</Link>,
      })}
    >
      <Card>
        <Rows label={say('waiting')}>
          {rows.map((row) => (
            <Row
              key={row.id}
              title={row.title}
              subject={row.subject}
              detail={
                <>
                  {row.number}
                  {signs().dot}
                  {say('theirTurn', { who: row.waitingFor })}
                </>
              }
              {...(row.stranded === null
                ? {}
                : { below: <p className="mt-1 text-[0.9375rem]">{row.stranded}</p> })}
              state={
                row.stranded === null ? (
                  <>
                    <Tag state="turn">{say('their')}</Tag>{' '}
                    <DueTag dueAt={row.dueAt} wholeDay={row.wholeDay} />
                  </>
                ) : (
                  <Tag state="late">{say('stranded')}</Tag>
                )
              }
              action={
                <ButtonLink
                  href={`/cases/${row.id}`}
                  aria-label={`${row.subject}${signs().colon}${say('open')}`}
                >
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

/** What nobody can go on with, for those who can appoint somebody. */
function Stranded({ rows }: { readonly rows: readonly StrandedRow[] }) {
  const say = useTexts(text)
  if (rows.length === 0) return null
  return (
    <Section title={say('strandedTitle')} count={rows.length}>
      <Card>
        <Rows label={say('strandedTitle')}>
          {rows.map((row) => (
            <Row
              key={row.href}
              title={row.title}
              detail={say('strandedCount', { count: row.count })}
              state={<Tag state="late">{say('stranded')}</Tag>}
              action={
                <ButtonLink
                  kind="line"
                  href={row.href}
                  aria-label={`${row.title}${signs().colon}${say('strandedAct')}`}
                >
                  {say('strandedAct')}
                </ButtonLink>
              }
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

/** Notices of incidents and calls: each in a frame of its own above everything else. */
function Urgent({ notices }: { readonly notices: readonly NoticeRow[] }) {
  const say = useTexts(text)
  const markRead = useMarkRead()
  return (
    <div className="mb-6 space-y-3 empty:hidden">
      {notices.map((notice) => (
        <Notice
          key={notice.id}
          kind="warn"
          title={notice.message}
          footer={
            <>
              {notice.href !== null && (
                <ButtonLink
                  kind="line"
                  href={notice.href}
                  aria-label={`${notice.message}${signs().colon}${say('open')}`}
                >
                  {say('open')}
                </ButtonLink>
              )}
              <Button
                aria-label={`${notice.message}${signs().colon}${say('seen')}`}
                isPending={markRead.input === notice.id}
                onPress={() => void markRead.run(notice.id)}
              >
                {say('seen')}
              </Button>
            </>
          }
        >
          <MomentText at={notice.at} />
        </Notice>
      ))}
    </div>
  )
}

function useMarkRead() {
  return useAction({
    call: (id: string) => api.post('/api/notices/:id/read', { params: { id } }),
    invalidates: [keyOf('/api/tasks')],
    refusal: 'toast',
  })
}

function Notices({
  notices,
  count,
}: {
  readonly notices: readonly NoticeRow[]
  readonly count: number
}) {
  const say = useTexts(text)
  const markRead = useMarkRead()
  if (notices.length === 0) return null
  return (
    <Section title={say('notices')} count={count}>
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
