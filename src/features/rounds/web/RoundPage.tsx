import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { queryOf } from '#ui/api.ts'
import { usePathParams, useSearchParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PlainTable } from '#ui/parts/PlainTable.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import { Tabs } from '#ui/parts/Tabs.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { RoundDetail, RoundView, TurnView } from '../contract/rounds.ts'
import { Machines } from './machines/Machines.tsx'
import { BeginDialog } from './rounds/BeginDialog.tsx'
import { Subjects } from './rounds/Subjects.tsx'
import { TurnBar } from './rounds/TurnBar.tsx'
import { NextTurn } from './rounds/YearGrid.tsx'
import { text } from './text.ts'

/** One recurring work: what it is, how its turns stand, what was answered of which subject. */
export default function RoundPage() {
  const { round = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/rounds/:round', { params: { round } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Round detail={data} />
}

function Round({ detail }: { readonly detail: RoundDetail }) {
  const say = useTexts(text)
  const [{ view = 'subjects', turn: wanted }, change] = useSearchParams()
  const [isBeginning, setBeginning] = useState(false)
  const { round, turns, items } = detail
  const turn = turns.find(({ id }) => id === wanted) ?? round.present ?? turns[0]
  const begin = round.mayBegin && (
    <Button kind="line" icon="plus" onPress={() => setBeginning(true)}>
      {say('beginTurn')}
    </Button>
  )
  return (
    <>
      <PageHeading
        title={round.title}
        above={<Breadcrumb trail={[{ title: say('rounds'), href: '/rounds' }]} />}
        actions={
          <>
            {begin}
            {detail.mayReadResults && (
              <ButtonLink kind="line" href={`/rounds/${round.id}/results`}>
                {say('toResults')}
              </ButtonLink>
            )}
          </>
        }
      />
      <Sentences round={round} />
      {turn === undefined ? (
        <div className="mt-6">
          <EmptyState title={say('noTurn')} action={begin}>
            {say('noTurnBody')}
          </EmptyState>
        </div>
      ) : (
        <>
          <Turn turns={turns} turn={turn} onTurn={(id) => change({ turn: id })} />
          <Tabs
            label={round.title}
            selected={view}
            onSelect={(id) => change({ view: id === 'subjects' ? undefined : id })}
            items={[
              {
                id: 'subjects',
                title: say('subjects'),
                content: <Subjects detail={detail} turn={turn.id} />,
              },
              ...(items.length === 0
                ? []
                : [
                    {
                      id: 'items',
                      title: say('items'),
                      count: items.length,
                      content: <Items items={items} />,
                    },
                  ]),
              ...(round.byMachine
                ? [
                    {
                      id: 'machines',
                      title: say('machines'),
                      content: <Machines round={round.id} />,
                    },
                  ]
                : []),
              {
                id: 'turns',
                title: say('turns'),
                count: turns.length,
                content: <Turns turns={turns} />,
              },
            ]}
          />
        </>
      )}
      {isBeginning && <BeginDialog round={round} onClose={() => setBeginning(false)} />}
    </>
  )
}

/** What it goes through, how often, who does it, what closes it. */
function Sentences({ round }: { readonly round: RoundView }) {
  const say = useTexts(text)
  const facts = [
    { title: say('each'), value: round.each },
    { title: say('every'), value: round.every ?? say('whenNeeded') },
    { title: say('who'), value: round.by },
    { title: say('closes'), value: round.closedBy },
    { title: say('next'), value: <NextTurn round={round} /> },
  ]
  return (
    <Card padded>
      <dl className="grid gap-x-8 gap-y-2.5 sm:grid-cols-2 xl:grid-cols-3">
        {facts.map(({ title, value }) => (
          <div key={title}>
            <dt className="text-[0.8125rem] text-sub">{title}</dt>
            <dd className="leading-160">{value}</dd>
          </div>
        ))}
      </dl>
      {round.carries.length > 0 && (
        <div className="mt-3">
          <Grounds provisions={round.carries} />
        </div>
      )}
    </Card>
  )
}

function Turn({
  turns,
  turn,
  onTurn,
}: {
  readonly turns: readonly TurnView[]
  readonly turn: TurnView
  readonly onTurn: (id: string) => void
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  return (
    <section aria-label={turn.title} className="mt-6 mb-4 flex flex-wrap items-end gap-x-8 gap-y-3">
      <div>
        {turns.length > 1 ? (
          <label className="block">
            <span className="mb-1 block text-[0.8125rem] text-sub">{say('turn')}</span>
            <SelectBox value={turn.id} onChange={(event) => onTurn(event.currentTarget.value)}>
              {turns.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </SelectBox>
          </label>
        ) : (
          <h2 className="text-[1.0625rem]">{turn.title}</h2>
        )}
      </div>
      <div className="grow basis-72">
        {turn.total > 0 && <TurnBar turn={turn} label={say('progressOf', { title: turn.title })} />}
        <p className="mt-1 text-[0.875rem] text-sub">
          {turn.closedAt === null
            ? say('until', { date: date(dayOf(turn.dueAt)) })
            : say('closedOn', { date: date(dayOf(turn.closedAt)) })}
        </p>
      </div>
    </section>
  )
}

const itemColumns = (say: (key: 'item' | 'kept' | 'finding' | 'notApplicable') => string) => [
  {
    title: say('item'),
    cell: ({ title, carries }: RoundDetail['items'][number]) => (
      <span className="inline-flex flex-wrap items-baseline gap-x-3">
        {title} <Grounds provisions={carries} />
      </span>
    ),
  },
  { title: say('kept'), numeric: true, cell: ({ kept }: RoundDetail['items'][number]) => kept },
  {
    title: say('finding'),
    numeric: true,
    cell: ({ findings }: RoundDetail['items'][number]) =>
      findings === 0 ? 0 : <Tag state="wrong">{findings}</Tag>,
  },
  {
    title: say('notApplicable'),
    numeric: true,
    cell: ({ notApplicable }: RoundDetail['items'][number]) => notApplicable,
  },
]

function Items({ items }: { readonly items: RoundDetail['items'] }) {
  const say = useTexts(text)
  return (
    <PlainTable
      label={say('items')}
      rows={items}
      rowId={({ key }) => key}
      columns={itemColumns(say)}
    />
  )
}

function Turns({ turns }: { readonly turns: readonly TurnView[] }) {
  const say = useTexts(text)
  const date = useFormatDate()
  return (
    <Card>
      <Rows label={say('turns')}>
        {turns.map((turn) => (
          <Row
            key={turn.id}
            title={turn.title}
            below={
              turn.total === 0 ? undefined : (
                <TurnBar turn={turn} label={say('progressOf', { title: turn.title })} />
              )
            }
            state={
              turn.closedAt === null ? (
                <Tag state={turn.late > 0 ? 'late' : 'turn'}>
                  {say('until', { date: date(dayOf(turn.dueAt)) })}
                </Tag>
              ) : (
                <Tag state="good">{say('closedOn', { date: date(dayOf(turn.closedAt)) })}</Tag>
              )
            }
          />
        ))}
      </Rows>
    </Card>
  )
}
