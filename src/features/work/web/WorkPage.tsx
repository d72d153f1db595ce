import { useQuery } from '@tanstack/react-query'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import type { SayOf } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { FailingRow, FailingTick, FailingWork } from '../contract.ts'
import { text } from './text.ts'
import ja from './locales/ja.json'

/** 自動処理: what of it fails, why, and what an administrator can do about it. */
export default function WorkPage() {
  const say = useTexts(text)
  const { data, error } = useQuery({ ...queryOf('/api/work'), refetchInterval: 30_000 })
  return (
    <>
      <PageHeading title={say('title')} lead={say('lead')} />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-40" />}
      {data !== undefined && <Work data={data} />}
    </>
  )
}

function Work({ data }: { readonly data: FailingWork }) {
  const say = useTexts(text)
  const abandoned = data.rows.filter((row) => row.nextAt === null)
  const waiting = data.rows.filter((row) => row.nextAt !== null)
  return (
    <>
      {!data.sendsMail && <Notice>{say('noMail')}</Notice>}
      {data.total + data.recurring.length === 0 && (
        <EmptyState title={say('emptyTitle')}>{say('emptyBody')}</EmptyState>
      )}
      <Pieces title={say('abandoned')} count={data.abandoned} rows={abandoned} />
      <Pieces title={say('waiting')} count={data.total - data.abandoned} rows={waiting} />
      {data.total > data.rows.length && (
        <p className="mt-3 text-sub">{say('more', { count: data.total - data.rows.length })}</p>
      )}
      {data.recurring.length > 0 && (
        <Section title={say('recurring')} count={data.recurring.length}>
          <p className="mb-3 text-sub">{say('recurringLead')}</p>
          <Card>
            <Rows label={say('recurring')}>
              {data.recurring.map((tick) => (
                <Tick key={tick.job} {...tick} />
              ))}
            </Rows>
          </Card>
        </Section>
      )}
    </>
  )
}

/** Kinds and jobs are not known when the texts are typed. */
const has = (key: string): key is Parameters<SayOf<typeof text>>[0] => key in ja

function Tick({ job, since, failures, why }: FailingTick) {
  const say = useTexts(text)
  const key = `job.${job}`
  return (
    <Row
      title={say(has(key) ? key : 'job.other')}
      detail={<Since at={since} count={failures} />}
      below={<p className="mt-1">{why}</p>}
    />
  )
}

function Since({ at, count }: { readonly at: string; readonly count: number }) {
  const say = useTexts(text)
  return (
    <>
      <MomentText at={at} />
      {say('since')}
      {signs().dot}
      {say('attempts', { count })}
    </>
  )
}

/** Pieces of work, with buttons for one and for all that are shown. */
function Pieces({
  title,
  count,
  rows,
}: {
  readonly title: string
  readonly count: number
  readonly rows: readonly FailingRow[]
}) {
  const say = useTexts(text)
  const parts = { invalidates: [keyOf('/api/work')], refusal: 'toast' } as const
  const retry = useAction({
    ...parts,
    call: async (ids: readonly string[]) => {
      const { count: changed } = await api.post('/api/work/retry', { body: { ids: [...ids] } })
      showToast(say('retried', { count: changed }))
    },
  })
  const giveUp = useAction({
    ...parts,
    call: async (ids: readonly string[]) => {
      const { count: changed } = await api.post('/api/work/give-up', { body: { ids: [...ids] } })
      showToast(say('givenUp', { count: changed }))
    },
  })
  const free = rows.filter((row) => !row.inHand).map((row) => row.id)
  if (rows.length === 0) return null
  return (
    <Section
      title={title}
      count={count}
      actions={
        free.length > 1 && (
          <>
            <Button size="small" onPress={() => void retry.run(free)}>
              {say('retryAll')}
            </Button>
            <Button size="small" kind="stop" onPress={() => void giveUp.run(free)}>
              {say('giveUpAll')}
            </Button>
          </>
        )
      }
    >
      <Card>
        <Rows label={title}>
          {rows.map((row) => (
            <Piece
              key={row.id}
              row={row}
              onRetry={() => void retry.run([row.id])}
              onGiveUp={() => void giveUp.run([row.id])}
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

function Piece({
  row,
  onRetry,
  onGiveUp,
}: {
  readonly row: FailingRow
  readonly onRetry: () => void
  readonly onGiveUp: () => void
}) {
  const say = useTexts(text)
  const key = `kind.${row.kind}`
  const title = say(has(key) ? key : 'kind.other')
  return (
    <Row
      title={title}
      {...(row.recipient === null ? {} : { subject: say('to', { name: row.recipient }) })}
      detail={<Since at={row.since} count={row.attempts} />}
      below={
        <>
          <p className="mt-1">{row.why}</p>
          {row.nextAt !== null && (
            <p className="text-[0.875rem] text-sub">
              {row.inHand ? (
                say('inHand')
              ) : (
                <>
                  {say('next')}
                  <MomentText at={row.nextAt} />
                </>
              )}
            </p>
          )}
        </>
      }
      action={
        !row.inHand && (
          <span className="flex gap-2">
            <Button size="small" onPress={onRetry}>
              {say('retry')}
            </Button>
            <Button size="small" onPress={onGiveUp}>
              {say('giveUp')}
            </Button>
          </span>
        )
      }
    />
  )
}
