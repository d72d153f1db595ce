import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { useIsNarrow } from '#ui/media.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows } from '#ui/parts/Card.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import type { OccurrencePage, OccurrenceRow, RoundDetail } from '../../contract/rounds.ts'
import { Filters } from '../Filters.tsx'
import { text } from '../text.ts'
import { UnitFilter } from '../UnitFilter.tsx'
import { ManyDialog } from './ManyDialog.tsx'
import { Matrix } from './Matrix.tsx'
import { Choose, RowState } from './rowParts.tsx'
import type { Choosing } from './rowParts.tsx'

const states = ['open', 'late', 'closed'] as const
const stateOf = (value: string | undefined): (typeof states)[number] | undefined =>
  states.find((state) => state === value)

/** The subjects of a turn: a matrix with the items on a wide screen, a list on a narrow one. */
export function Subjects({
  detail: { round, items },
  turn,
}: {
  readonly detail: RoundDetail
  readonly turn: string
}) {
  const say = useTexts(text)
  const isNarrow = useIsNarrow()
  const [{ q = '', state: shown, unit }, change] = useSearchParams()
  const [item, setItem] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isAnswering, setAnswering] = useState(false)
  const params = { round: round.id }
  const query = { turn, text: q === '' ? undefined : q, state: stateOf(shown), unit }
  const result = useInfiniteQuery({
    queryKey: [...keyOf('/api/rounds/:round/occurrences', params), query],
    queryFn: ({ pageParam, signal }): Promise<OccurrencePage> =>
      api.get('/api/rounds/:round/occurrences', {
        params,
        query: { ...query, after: pageParam, limit: 100 },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: OccurrencePage) => last.next,
    placeholderData: (before) => before,
  })
  const rows = result.data?.pages.flatMap((page) => page.rows) ?? []
  const mayChoose = (row: OccurrenceRow): boolean =>
    row.mayAnswer && row.cells.some(({ key }) => key === item)
  const choosable = item === undefined ? [] : rows.filter(mayChoose)
  const toggle = (id: string): void =>
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  const choosing = item === undefined ? undefined : { item, chosen, mayChoose, onToggle: toggle }
  const mayAnswerMany = items.length > 0 && rows.filter((row) => row.mayAnswer).length > 1
  const hasFilter = q !== '' || unit !== undefined || shown !== undefined
  return (
    <div className="space-y-4">
      <Filters
        isSet={shown !== undefined || unit !== undefined}
        search={
          <SearchBox
            label={say('searchSubjects')}
            value={q}
            onSearch={(words) => change({ q: words })}
          />
        }
      >
        <label>
          <span className="mb-1 block text-[0.8125rem] text-sub">{say('state')}</span>
          <SelectBox
            value={stateOf(shown) ?? ''}
            onChange={(event) => change({ state: event.currentTarget.value })}
          >
            <option value="">{say('showAll')}</option>
            {states.map((state) => (
              <option key={state} value={state}>
                {say(`state.${state}`)}
              </option>
            ))}
          </SelectBox>
        </label>
        <UnitFilter unit={unit} onUnit={(id) => change({ unit: id })} />
      </Filters>
      <ProblemNotice error={result.error} />
      {result.isPending && <div className="skeleton h-72 rounded-12" />}
      {result.isSuccess && rows.length === 0 && (
        <p className="text-sub">{say(hasFilter ? 'nothingFound' : 'noSubjects')}</p>
      )}
      {mayAnswerMany && (
        <ManyBar
          items={items}
          item={item}
          count={chosen.size}
          all={choosable.length}
          onItem={(key) => {
            setItem(key)
            setChosen(new Set())
          }}
          onAll={() => setChosen(new Set(choosable.map(({ id }) => id)))}
          onNone={() => setChosen(new Set())}
          onAnswer={() => setAnswering(true)}
        />
      )}
      {rows.length > 0 &&
        (isNarrow || items.length === 0 ? (
          <List rows={rows} choosing={choosing} />
        ) : (
          <Matrix rows={rows} items={items} choosing={choosing} />
        ))}
      {result.hasNextPage && (
        <Button isPending={result.isFetchingNextPage} onPress={() => void result.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
      {isAnswering && item !== undefined && (
        <ManyDialog
          round={round.id}
          item={item}
          occurrences={[...chosen]}
          onClose={(isDone) => {
            setAnswering(false)
            if (isDone) setChosen(new Set())
          }}
        />
      )}
    </div>
  )
}

function ManyBar({
  items,
  item,
  count,
  all,
  onItem,
  onAll,
  onNone,
  onAnswer,
}: {
  readonly items: RoundDetail['items']
  readonly item: string | undefined
  readonly count: number
  readonly all: number
  readonly onItem: (key: string | undefined) => void
  readonly onAll: () => void
  readonly onNone: () => void
  readonly onAnswer: () => void
}) {
  const say = useTexts(text)
  return (
    <div className="flex flex-wrap items-end gap-3 print:hidden">
      <label className="max-w-full">
        <span className="mb-1 block text-[0.8125rem] text-sub">{say('answerMany')}</span>
        <SelectBox
          value={item ?? ''}
          onChange={(event) => onItem(event.currentTarget.value || undefined)}
        >
          <option value="">{say('chooseItem')}</option>
          {items.map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </SelectBox>
      </label>
      {item !== undefined && (
        <>
          <Button isDisabled={all === 0} onPress={count === all ? onNone : onAll}>
            {count === all && all > 0 ? say('chooseNone') : say('chooseAll', { count: all })}
          </Button>
          <Button kind="line" isDisabled={count === 0} onPress={onAnswer}>
            {count === 0 ? say('chooseFirst') : say('answerCount', { count })}
          </Button>
        </>
      )}
    </div>
  )
}

function List({
  rows,
  choosing,
}: {
  readonly rows: readonly OccurrenceRow[]
  readonly choosing: Choosing | undefined
}) {
  const say = useTexts(text)
  return (
    <Card>
      <Rows label={say('subjects')}>
        {rows.map((row) => (
          <Row
            key={row.id}
            title={
              <span className="inline-flex items-baseline gap-2.5">
                {choosing?.mayChoose(row) === true && <Choose row={row} choosing={choosing} />}
                <Link quiet href={`/checks/${row.id}`}>
                  {row.subject.title}
                </Link>
              </span>
            }
            detail={
              <span className="flex flex-wrap gap-x-4">
                {row.subject.unit !== null && <span>{row.subject.unit}</span>}
                <span>{row.who.join(signs().list)}</span>
                <Counts row={row} />
              </span>
            }
            state={<RowState row={row} />}
          />
        ))}
      </Rows>
    </Card>
  )
}

function Counts({ row: { cells } }: { readonly row: OccurrenceRow }) {
  const say = useTexts(text)
  if (cells.length === 0) return null
  const count = (outcome: string): number => cells.filter((cell) => cell.outcome === outcome).length
  return (
    <span className="numerals">
      {say('answeredOf', {
        count: cells.length,
        done: cells.filter(({ outcome }) => outcome !== null).length,
      })}
      {count('finding') > 0 && (
        <span className="ml-3 text-stop">✕ {say('findingCount', { count: count('finding') })}</span>
      )}
    </span>
  )
}
