import { useQuery } from '@tanstack/react-query'
import { searchKey } from '#kernel/fields/search.ts'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows } from '#ui/parts/Card.tsx'
import { DueTag } from '#ui/parts/DueTag.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { Tabs } from '#ui/parts/Tabs.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { RoundView } from '../contract/rounds.ts'
import { TurnBar } from './rounds/TurnBar.tsx'
import { YearGrid } from './rounds/YearGrid.tsx'
import { text } from './text.ts'

/** 定期業務: all that is done again and again, how it stands, and the year. */
export default function RoundsPage() {
  const say = useTexts(text)
  const [{ q = '', view = 'list' }, change] = useSearchParams()
  const { data, error } = useQuery(queryOf('/api/rounds'))
  const needle = searchKey(q)
  const rounds = (data?.rounds ?? []).filter(({ title, each, by, every }) =>
    searchKey([title, each, by, every].join(' ')).includes(needle),
  )
  return (
    <>
      <PageHeading
        title={say('rounds')}
        lead={say('roundsLead')}
        actions={
          rounds.length > 0 && (
            <div className="max-md:hidden">
              <PrintButton />
            </div>
          )
        }
      />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-72 rounded-12" />}
      {data?.rounds.length === 0 && (
        <EmptyState
          title={say('noRounds')}
          action={<ButtonLink href="/policy">{say('toPolicy')}</ButtonLink>}
        >
          {say('noRoundsBody')}
        </EmptyState>
      )}
      {data !== undefined && data.rounds.length > 0 && (
        <>
          <div className="mb-4 flex" data-screen-only>
            <SearchBox
              label={say('searchRounds')}
              value={q}
              onSearch={(words) => change({ q: words })}
            />
          </div>
          {rounds.length === 0 ? (
            <p className="text-sub">{say('nothingFound')}</p>
          ) : (
            <Tabs
              label={say('rounds')}
              selected={view}
              onSelect={(id) => change({ view: id === 'list' ? undefined : id })}
              items={[
                { id: 'list', title: say('list'), content: <List rounds={rounds} /> },
                { id: 'year', title: say('year'), content: <YearGrid rounds={rounds} /> },
              ]}
            />
          )}
        </>
      )}
    </>
  )
}

function List({ rounds }: { readonly rounds: readonly RoundView[] }) {
  const say = useTexts(text)
  return (
    <Card>
      <Rows label={say('rounds')}>
        {rounds.map((round) => (
          <RoundRow key={round.id} round={round} />
        ))}
      </Rows>
    </Card>
  )
}

function RoundRow({ round }: { readonly round: RoundView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { id, title, each, every, by, present, next } = round
  return (
    <Row
      title={
        <Link quiet href={`/rounds/${id}`}>
          {title}
        </Link>
      }
      detail={
        <span className="flex flex-wrap gap-x-4">
          <span>{every ?? say('whenNeeded')}</span>
          <span>{each}</span>
          <span>{by}</span>
        </span>
      }
      below={
        present === null || present.total === 0 ? undefined : (
          <div className="mt-2">
            <TurnBar turn={present} label={say('progressOf', { title })} />
          </div>
        )
      }
      state={
        <span className="text-[0.875rem] text-sub">
          {present === null && next === null ? (
            <Tag state="none">{say('notYet')}</Tag>
          ) : present !== null && present.closedAt === null ? (
            <DueTag wholeDay dueAt={present.dueAt} late={present.late > 0} />
          ) : next === null ? undefined : (
            say('nextUntil', { date: date(next.to) })
          )}
        </span>
      }
    />
  )
}
