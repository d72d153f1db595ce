import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useSearchParams, useNavigateTo } from '../address.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { useIsNarrow } from '../media.ts'
import { Button } from '../parts/Button.tsx'
import { EmptyState } from '../parts/Card.tsx'
import { ProblemNotice } from '../parts/ProblemNotice.tsx'
import { Cards } from './Cards.tsx'
import { Grid } from './Grid.tsx'
import { searchChangeFor, parseTableQuery } from './query.ts'
import { Toolbar } from './Toolbar.tsx'
import type { Column, LoadRows, TableQuery } from './types.ts'
import { useTablePreferences } from './views.ts'

export interface DataTableProps<Row> {
  /** Names the table for what this device remembers (columns, saved views), e.g. `registers.assets`. */
  readonly id: string
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rowId: (row: Row) => string
  /** Where Enter and a press on a row lead. */
  readonly href?: (row: Row) => string
  /** Distinguishes this table's answers from others'; invalidate it after a change. */
  readonly queryKey: readonly unknown[]
  readonly load: LoadRows<Row>
  /** Shows boxes for choosing rows; draws what can be done with the chosen ones. */
  readonly bulkActions?: (chosen: readonly string[], clear: () => void) => ReactNode
  /** Buttons at the right of the search box. */
  readonly actions?: ReactNode
  /** Shown when nothing is there at all. */
  readonly emptyState?: ReactNode
}

/** A fast table over any number of rows: the server searches, filters, sorts and pages by cursor; only the rows in sight are drawn. The question
 * stands in the address. Arrow keys go from row to row, Enter opens, Space chooses. On a phone the rows are cards. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, label, columns, rowId, href, queryKey, load, bulkActions, actions, emptyState } =
    props
  const common = useCommonTexts()
  const isNarrow = useIsNarrow()
  const navigateTo = useNavigateTo()
  const [search, changeSearch] = useSearchParams()
  const [preferences, savePreferences] = useTablePreferences(id)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const query = useMemo(() => parseTableQuery(search), [search])
  const changeQuery = (next: TableQuery): void => changeSearch(searchChangeFor(search, next))
  const result = useInfiniteQuery({
    queryKey: [...queryKey, query],
    queryFn: ({ pageParam, signal }) => load(query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data])
  const total = result.data?.pages[0]?.total
  const shown = useMemo(() => {
    const pickedColumns = preferences.columns
    return columns.filter((column) =>
      pickedColumns === undefined ? column.optional !== true : pickedColumns.includes(column.id),
    )
  }, [columns, preferences.columns])
  const isFiltered = query.words !== '' || Object.keys(query.filters).length > 0
  const clear = (): void => setChosen(new Set())
  const Body = isNarrow ? Cards : Grid
  return (
    <div>
      <Toolbar
        label={label}
        columns={columns}
        shown={shown.map((column) => column.id)}
        query={query}
        onQuery={changeQuery}
        remembered={preferences}
        onRemember={savePreferences}
        onView={(view) => {
          savePreferences({ columns: view.columns })
          changeSearch(searchChangeFor(search, parseTableQuery(view.search)))
        }}
        actions={actions}
      />
      <output className="mb-2 flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2 text-[0.875rem] text-sub">
        <span className="numerals">
          {result.isPending
            ? common('opening')
            : total === undefined
              ? common('table.shown', { count: rows.length })
              : common('table.total', { count: total })}
        </span>
        {bulkActions !== undefined && chosen.size > 0 && (
          <span className="flex flex-wrap items-center gap-3 text-ink">
            <b className="numerals">{common('table.chosen', { count: chosen.size })}</b>
            {bulkActions([...chosen], clear)}
            <Button size="small" kind="quiet" onPress={clear}>
              {common('table.chooseNone')}
            </Button>
          </span>
        )}
      </output>
      <ProblemNotice
        error={result.error}
        footer={<Button onPress={() => void result.refetch()}>{common('failed.again')}</Button>}
      />
      {result.isPending && (
        <div className="space-y-2">
          <div className="skeleton h-11" />
          <div className="skeleton h-72 rounded-12" />
        </div>
      )}
      {result.isSuccess &&
        rows.length === 0 &&
        (isFiltered || emptyState === undefined ? (
          <EmptyState
            title={common('table.none')}
            action={
              isFiltered && (
                <Button onPress={() => changeQuery({ ...query, words: '', filters: {} })}>
                  {common('table.showAll')}
                </Button>
              )
            }
          />
        ) : (
          emptyState
        ))}
      {rows.length > 0 && (
        <Body
          label={label}
          columns={shown}
          rows={rows}
          total={total}
          rowId={rowId}
          {...(href === undefined ? {} : { href })}
          sort={query.sort}
          onSort={(sort) => changeQuery({ ...query, sort })}
          {...(bulkActions === undefined ? {} : { chosen, onChoose: setChosen })}
          onOpen={(row) => {
            if (href !== undefined) navigateTo(href(row))
          }}
          hasMore={result.hasNextPage}
          isLoading={result.isFetchingNextPage}
          isStale={result.isPlaceholderData}
          onMore={() => {
            if (result.hasNextPage && !result.isFetchingNextPage) void result.fetchNextPage()
          }}
        />
      )}
    </div>
  )
}
