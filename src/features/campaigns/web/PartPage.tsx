import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, hrefOf, keyOf } from '#ui/api.ts'
import { touchedByCampaigns } from './touched.ts'
import type { ParamsOf } from '#kernel/contracts/endpoint.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams, useSearchParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button } from '#ui/parts/Button.tsx'
import { Card, Rows, Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { Answer, CampaignLine, CampaignLines, endpoints } from '../contract.ts'
import { AnswerDialog } from './AnswerDialog.tsx'
import type { PendingAnswer } from './AnswerDialog.tsx'
import { LineRow } from './LineRow.tsx'
import { ProgressBar } from './ProgressBar.tsx'
import { text } from './text.ts'
import { SelectBox } from '#ui/parts/SelectBox.tsx'

const filters = ['open', 'there', 'changed', 'missing', 'all'] as const

/** The part of a unit: its entries to confirm, with the progress above. */
export default function PartPage() {
  const { id = '', part = '' } = usePathParams()
  const [search] = useSearchParams()
  const shown = filters.find((filter) => filter === search['show'])
  const params = { id, part }
  const query = useInfiniteQuery({
    queryKey: [...keyOf('/api/campaigns/:id/parts/:part', params), 'pages', shown ?? 'first'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get('/api/campaigns/:id/parts/:part', {
        params,
        signal,
        query: {
          answer: shown === 'all' ? undefined : shown,
          after: pageParam || undefined,
        },
      }),
    getNextPageParam: (last) => last.next,
  })
  const [first] = query.data?.pages ?? []
  if (first === undefined)
    return query.error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={query.error} />
    )
  const lines = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Part
      params={params}
      view={first}
      lines={lines}
      shown={shown ?? 'all'}
      onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
    />
  )
}

/** An answer to entries, with the question that it answers. */
interface AnswerInput {
  readonly lines: readonly CampaignLine[]
  readonly answer: Answer
  readonly note: string | undefined
  readonly asked: PendingAnswer | undefined
}

/** The path parameters: which part of which campaign. */
type PartParams = ParamsOf<typeof endpoints.partLines>

function Part({
  params,
  view,
  lines,
  shown,
  onMore,
}: {
  readonly params: PartParams
  readonly view: CampaignLines
  readonly lines: readonly CampaignLine[]
  readonly shown: (typeof filters)[number]
  readonly onMore: (() => void) | undefined
}) {
  const say = useTexts(text)
  const { campaign, part } = view
  const [pending, setPending] = useState<PendingAnswer>()
  const answering = useAction({
    call: ({ lines: seen, answer, note }: AnswerInput) =>
      api.post('/api/campaigns/:id/parts/:part/answers', {
        params,
        body: {
          entries: seen.map(({ entry: id, version }) => ({ id, version })),
          answer,
          note: note || undefined,
        },
      }),
    invalidates: touchedByCampaigns,
    // A question opened while an earlier answer was being sent stays open.
    done: (_answered, { asked: answered }) =>
      setPending((now) => (now === answered ? undefined : now)),
  })
  const { problem } = answering
  const unanswered = lines.filter((line) => line.answer === null)
  const send = async (
    seen: readonly CampaignLine[],
    answer: Answer,
    note?: string,
  ): Promise<void> => {
    const done = await answering.run({ lines: seen, answer, note, asked: pending })
    if (!done && pending === undefined) globalThis.scrollTo({ top: 0 })
  }
  const ask = (line: CampaignLine, answer: Answer): void => {
    if (answer === 'there') void send([line], answer)
    else {
      answering.forget()
      setPending({ line, answer })
    }
  }
  return (
    <>
      <PartHeading view={view} />
      <div className="space-y-4">
        {pending === undefined && <ProblemNotice error={problem} />}
        <Card padded>
          <ProgressBar progress={part} label={say('progress', { unit: part.unitTitle })} />
        </Card>
        <ClosePart params={params} view={view} />
      </div>
      <Section title={say('lines')} actions={<Filter shown={shown} />}>
        {lines.length === 0 ? (
          <p className="text-sub">{say('nothing')}</p>
        ) : (
          <Card>
            <Rows label={say('lines')}>
              {lines.map((line) => (
                <LineRow
                  key={line.entry}
                  line={line}
                  register={campaign.register}
                  mayAnswer={part.mayAnswer}
                  onAnswer={(answer) => ask(line, answer)}
                />
              ))}
            </Rows>
          </Card>
        )}
        <div className="mt-4 flex flex-wrap gap-3">
          {part.mayAnswer && unanswered.length > 1 && (
            <Button
              icon="check"
              onPress={() => {
                answering.forget()
                setPending({ all: unanswered })
              }}
            >
              {say('allThere', { count: unanswered.length })}
            </Button>
          )}
          {onMore !== undefined && <Button onPress={onMore}>{say('more')}</Button>}
        </div>
      </Section>
      {pending !== undefined && (
        <AnswerDialog
          asked={pending}
          register={campaign.register}
          problem={problem}
          onClose={() => setPending(undefined)}
          onSend={send}
        />
      )}
    </>
  )
}

function PartHeading({ view: { campaign, part } }: { readonly view: CampaignLines }) {
  const say = useTexts(text)
  const date = useFormatDate()
  return (
    <PageHeading
      title={part.unitTitle}
      above={
        <Breadcrumb
          trail={[
            { title: say('title'), href: '/campaigns' },
            { title: campaign.title, href: `/campaigns/${campaign.id}` },
          ]}
        />
      }
      lead={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span>{campaign.title}</span>
          {part.closedAt === null ? (
            <Tag state={campaign.late ? 'late' : 'turn'}>
              {campaign.late ? say('late') : say('until', { date: date(campaign.dueOn) })}
            </Tag>
          ) : (
            <Tag state="good">{say('done')}</Tag>
          )}
          {part.closedBy !== null && <span>{say('closedBy', { name: part.closedBy })}</span>}
        </span>
      }
      actions={
        <PrintButton
          title={say('print')}
          href={hrefOf('/api/campaigns/:id/print.pdf', { params: { id: campaign.id } })}
        />
      }
    />
  )
}

/** After all entries are confirmed, who is responsible for the unit closes its part. */
function ClosePart({
  params,
  view: { part },
}: {
  readonly params: PartParams
  readonly view: CampaignLines
}) {
  const say = useTexts(text)
  const close = useAction({
    call: () => api.post('/api/campaigns/:id/parts/:part/close', { params }),
    invalidates: touchedByCampaigns,
    done: () => showToast(say('closedNow')),
  })
  if (part.closedAt !== null || part.there + part.changed + part.missing < part.total) return null
  return (
    <Notice
      kind="good"
      title={say('allDone')}
      footer={
        part.mayClose && (
          <Button kind="main" isPending={close.pending} onPress={() => void close.run()}>
            {say('close')}
          </Button>
        )
      }
    >
      {part.mayClose ? (
        <>
          {say('allDoneClose')}
          {say('closeBody')}
        </>
      ) : (
        say('allDoneBody')
      )}
      <ProblemNotice error={close.problem} />
    </Notice>
  )
}

function Filter({ shown }: { readonly shown: (typeof filters)[number] }) {
  const say = useTexts(text)
  const [, change] = useSearchParams()
  return (
    <label className="flex items-center gap-2 text-[0.9375rem]">
      <span className="sr-only">{say('show')}</span>
      <SelectBox
        value={shown}
        onChange={(event) =>
          change({
            show: event.currentTarget.value === 'all' ? undefined : event.currentTarget.value,
          })
        }
      >
        {filters.map((filter) => (
          <option key={filter} value={filter}>
            {say(filter)}
          </option>
        ))}
      </SelectBox>
    </label>
  )
}
