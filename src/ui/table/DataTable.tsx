import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useSearchParams, useNavigateTo } from '../address.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { useIsNarrow } from '../media.ts'
import { Button } from '../parts/Button.tsx'
import { ProblemNotice } from '../parts/ProblemNotice.tsx'
import { Cards } from './Cards.tsx'
import { Grid } from './Grid.tsx'
import { NoRows } from './NoRows.tsx'
import { RowRoom } from './RowRoom.tsx'
import { searchChangeFor, parseTableQuery } from './query.ts'
import { TableStatus } from './TableStatus.tsx'
import { Toolbar } from './Toolbar.tsx'
import type { Column, LoadRows, TableQuery } from './types.ts'
import { useTableRows } from './useTableRows.ts'
import { useDensity, useTablePreferences } from './views.ts'

export interface DataTableProps<Row> {
  /**
   * Key of the table's preferences on this device (columns, saved views), e.g. `registers.assets`.
   */
  readonly id: string
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rowId: (row: Row) => string
  /** The page that Enter or a press on a row opens. */
  readonly href?: (row: Row) => string
  /** Key of the rows in the query cache; invalidate it after a change. */
  readonly queryKey: readonly unknown[]
  readonly load: LoadRows<Row>
  /** Adds checkboxes to the rows and draws the actions on the chosen ones, given their ids. */
  readonly bulkActions?: (chosen: readonly string[], clear: () => void) => ReactNode
  /** Buttons to the right of the search box. */
  readonly actions?: ReactNode
  /** Shown where the table has no rows without any filter. */
  readonly emptyState?: ReactNode
}

const noWidths: Readonly<Record<string, number>> = {}

/**
 * A table over any number of rows. The server searches, filters, sorts and pages by cursor; only
 * the rows in sight are drawn. The query is kept in the address. Arrow keys go from row to row,
 * Enter opens a row, Space chooses it. On a narrow screen the rows are cards.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, label, columns, rowId, href, queryKey, load, bulkActions, actions, emptyState } =
    props
  const common = useCommonTexts()
  const isNarrow = useIsNarrow()
  const navigateTo = useNavigateTo()
  const [search, changeSearch] = useSearchParams()
  const [preferences, savePreferences] = useTablePreferences(id)
  const [density, setDensity] = useDensity()
  const widths = preferences.widths ?? noWidths
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const query = useMemo(() => parseTableQuery(search), [search])
  const changeQuery = (next: TableQuery): void => changeSearch(searchChangeFor(search, next))
  const { result, rows, total } = useTableRows(queryKey, query, load)
  const shown = useMemo(() => {
    const pickedColumns = preferences.columns
    return columns.filter((column) =>
      pickedColumns === undefined ? column.optional !== true : pickedColumns.includes(column.id),
    )
  }, [columns, preferences.columns])
  const isFiltered = query.words !== '' || Object.keys(query.filters).length > 0
  const Body = isNarrow ? Cards : Grid
  return (
    <div>
      <Toolbar
        label={label}
        columns={columns}
        shown={shown.map((column) => column.id)}
        query={query}
        onQuery={changeQuery}
        preferences={preferences}
        onSavePreferences={savePreferences}
        onSelectView={(view) => {
          savePreferences({ columns: view.columns })
          changeSearch(searchChangeFor(search, parseTableQuery(view.search)))
        }}
        actions={actions}
      />
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4">
        <TableStatus
          isPending={result.isPending}
          rowCount={rows.length}
          total={total}
          chosen={chosen}
          bulkActions={bulkActions}
          onClear={() => setChosen(new Set())}
        />
        {!isNarrow && (
          <RowRoom
            density={density}
            onDensity={setDensity}
            {...(Object.keys(widths).length > 0
              ? { onResetWidths: () => savePreferences({ widths: {} }) }
              : {})}
          />
        )}
      </div>
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
      {result.isSuccess && rows.length === 0 && (
        <NoRows
          isFiltered={isFiltered}
          emptyState={emptyState}
          onShowAll={() => changeQuery({ ...query, words: '', filters: {} })}
        />
      )}
      {rows.length > 0 && (
        <Body
          label={label}
          columns={shown}
          density={density}
          widths={widths}
          onWidth={(column, width) => {
            const { [column]: _, ...others } = widths
            savePreferences({
              widths: width === undefined ? others : { ...others, [column]: width },
            })
          }}
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
