import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useAddressSearch, useGo } from '../address.ts'
import { useKit } from '../i18n/index.ts'
import { useNarrow } from '../media.ts'
import { Button } from '../parts/Button.tsx'
import { EmptyState } from '../parts/Card.tsx'
import { ProblemNotice } from '../parts/ProblemNotice.tsx'
import { Cards } from './Cards.tsx'
import { Grid } from './Grid.tsx'
import { changeTo, queryFrom } from './query.ts'
import { Toolbar } from './Toolbar.tsx'
import type { Column, LoadRows, TableQuery } from './types.ts'
import { useRemembered } from './views.ts'

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
  readonly bulk?: (chosen: readonly string[], clear: () => void) => ReactNode
  /** Buttons at the right of the search box. */
  readonly acts?: ReactNode
  /** Shown when nothing is there at all. */
  readonly empty?: ReactNode
}

/** A fast table over any number of rows: the server searches, filters, sorts and pages by cursor; only the rows in sight are drawn. The question
 * stands in the address. Arrow keys go from row to row, Enter opens, Space chooses. On a phone the rows are cards. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, label, columns, rowId, href, queryKey, load, bulk, acts, empty } = props
  const kit = useKit()
  const narrow = useNarrow()
  const go = useGo()
  const [search, change] = useAddressSearch()
  const [remembered, remember] = useRemembered(id)
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const query = useMemo(() => queryFrom(search), [search])
  const ask = (next: TableQuery): void => change(changeTo(search, next))
  const answer = useInfiniteQuery({
    queryKey: [...queryKey, query],
    queryFn: ({ pageParam, signal }) => load(query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
  const rows = useMemo(() => answer.data?.pages.flatMap((page) => page.items) ?? [], [answer.data])
  const total = answer.data?.pages[0]?.total
  const shown = useMemo(() => {
    const picked = remembered.columns
    return columns.filter((column) =>
      picked === undefined ? column.optional !== true : picked.includes(column.id),
    )
  }, [columns, remembered.columns])
  const asked = query.words !== '' || Object.keys(query.filters).length > 0
  const clear = (): void => choose(new Set())
  const Body = narrow ? Cards : Grid
  return (
    <div>
      <Toolbar
        label={label}
        columns={columns}
        shown={shown.map((column) => column.id)}
        query={query}
        onQuery={ask}
        remembered={remembered}
        onRemember={remember}
        onView={(view) => {
          remember({ columns: view.columns })
          change(changeTo(search, queryFrom(view.search)))
        }}
        acts={acts}
      />
      <output className="mb-2 flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2 text-[0.875rem] text-sub">
        <span className="numerals">
          {answer.isPending
            ? kit('opening')
            : total === undefined
              ? kit('table.shown', { count: rows.length })
              : kit('table.total', { count: total })}
        </span>
        {bulk !== undefined && chosen.size > 0 && (
          <span className="flex flex-wrap items-center gap-3 text-ink">
            <b className="numerals">{kit('table.chosen', { count: chosen.size })}</b>
            {bulk([...chosen], clear)}
            <Button size="small" kind="quiet" onPress={clear}>
              {kit('table.chooseNone')}
            </Button>
          </span>
        )}
      </output>
      <ProblemNotice
        error={answer.error}
        foot={<Button onPress={() => void answer.refetch()}>{kit('failed.again')}</Button>}
      />
      {answer.isPending && (
        <div className="space-y-2">
          <div className="skeleton h-11" />
          <div className="skeleton h-72 rounded-12" />
        </div>
      )}
      {answer.isSuccess &&
        rows.length === 0 &&
        (asked || empty === undefined ? (
          <EmptyState
            title={kit('table.none')}
            act={
              asked && (
                <Button onPress={() => ask({ ...query, words: '', filters: {} })}>
                  {kit('table.showAll')}
                </Button>
              )
            }
          />
        ) : (
          empty
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
          onSort={(sort) => ask({ ...query, sort })}
          {...(bulk === undefined ? {} : { chosen, onChoose: choose })}
          onOpen={(row) => {
            if (href !== undefined) go(href(row))
          }}
          more={answer.hasNextPage}
          busy={answer.isFetchingNextPage}
          stale={answer.isPlaceholderData}
          onMore={() => {
            if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
          }}
        />
      )}
    </div>
  )
}
