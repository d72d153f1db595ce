import { useInfiniteQuery } from '@tanstack/react-query'
import { api, keyOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import type { FindingList, FindingRow } from '../contract/findings.ts'
import { Filters } from './Filters.tsx'
import { FindingTag } from './findings/FindingTag.tsx'
import { text } from './text.ts'
import { UnitFilter } from './UnitFilter.tsx'

const states = ['open', 'late', 'mended', 'closed'] as const

/** 指摘: what was not as it should be, who mends it by when. */
export default function FindingsPage() {
  const say = useTexts(text)
  const [search, change] = useSearchParams()
  const { q = '', state: shown, unit, round } = search
  const state = states.find((candidate) => candidate === shown)
  const mine = String(search['mine'] ?? '') === '1'
  const query = {
    text: q === '' ? undefined : q,
    state,
    unit,
    round,
    mine: mine ? true : undefined,
  }
  const result = useInfiniteQuery({
    queryKey: [...keyOf('/api/findings'), query],
    queryFn: ({ pageParam, signal }): Promise<FindingList> =>
      api.get('/api/findings', { query: { ...query, after: pageParam, limit: 50 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: FindingList) => last.next,
    placeholderData: (before) => before,
  })
  const rows = result.data?.pages.flatMap((page) => page.rows) ?? []
  const hasFilter = Object.values(query).some((value) => value !== undefined)
  return (
    <>
      <PageHeading title={say('findings')} lead={say('findingsLead')} />
      <Filters
        isSet={state !== undefined || unit !== undefined || mine}
        search={
          <SearchBox
            label={say('searchFindings')}
            value={q}
            onSearch={(words) => change({ q: words })}
          />
        }
      >
        <label>
          <span className="mb-1 block text-[0.8125rem] text-sub">{say('state')}</span>
          <SelectBox
            value={state ?? ''}
            onChange={(event) => change({ state: event.currentTarget.value })}
          >
            <option value="">{say('showAll')}</option>
            {states.map((each) => (
              <option key={each} value={each}>
                {say(`finding.${each}`)}
              </option>
            ))}
          </SelectBox>
        </label>
        <UnitFilter unit={unit} onUnit={(id) => change({ unit: id })} />
        <label className="flex min-h-12 cursor-pointer items-center gap-2.5">
          <input
            type="checkbox"
            className="size-5 accent-act"
            checked={mine}
            onChange={(event) => change({ mine: event.currentTarget.checked ? '1' : undefined })}
          />
          {say('mine')}
        </label>
      </Filters>
      <ProblemNotice error={result.error} />
      {result.isPending && <div className="skeleton h-72 rounded-12" />}
      {result.isSuccess && rows.length === 0 && (
        <EmptyState
          title={say(hasFilter ? 'nothingFound' : 'noFindings')}
          action={
            hasFilter ? (
              <Button
                onPress={() =>
                  change({
                    q: undefined,
                    state: undefined,
                    unit: undefined,
                    mine: undefined,
                    round: undefined,
                  })
                }
              >
                {say('dropFilters')}
              </Button>
            ) : (
              <ButtonLink href="/checks">{say('toChecks')}</ButtonLink>
            )
          }
        >
          {!hasFilter && say('noFindingsBody')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Card>
          <Rows label={say('findings')}>
            {rows.map((row) => (
              <FindingLine key={row.id} row={row} />
            ))}
          </Rows>
        </Card>
      )}
      {result.hasNextPage && (
        <div className="mt-4">
          <Button isPending={result.isFetchingNextPage} onPress={() => void result.fetchNextPage()}>
            {say('more')}
          </Button>
        </div>
      )}
    </>
  )
}

function FindingLine({ row }: { readonly row: FindingRow }) {
  const say = useTexts(text)
  const date = useFormatDate()
  return (
    <Row
      title={
        <Link quiet href={`/findings/${row.id}`}>
          {row.title}
        </Link>
      }
      subject={row.subject.title}
      detail={
        row.state === 'closed'
          ? row.checklist
          : say('mendsBy', {
              names: row.who.join(signs().list) || say('nobody'),
              date: date(row.dueOn),
            })
      }
      state={<FindingTag state={row.state} late={row.late} />}
    />
  )
}
