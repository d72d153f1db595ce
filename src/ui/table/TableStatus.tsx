import type { ReactNode } from 'react'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'

/** The line above the rows: how many there are, and the bulk actions while rows are chosen. */
export function TableStatus({
  isPending,
  rowCount,
  total,
  chosen,
  bulkActions,
  onClear,
}: {
  /** True until the first page is loaded. */
  readonly isPending: boolean
  /** How many rows are loaded. */
  readonly rowCount: number
  /** How many rows there are in all, where the server counts them. */
  readonly total: number | undefined
  readonly chosen: ReadonlySet<string>
  readonly bulkActions: ((chosen: readonly string[], clear: () => void) => ReactNode) | undefined
  readonly onClear: () => void
}) {
  const common = useCommonTexts()
  return (
    <output className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2 text-[0.875rem] text-sub">
      <span className="numerals">
        {isPending
          ? common('opening')
          : total === undefined
            ? common('table.shown', { count: rowCount })
            : common('table.total', { count: total })}
      </span>
      {bulkActions !== undefined && chosen.size > 0 && (
        <span className="flex flex-wrap items-center gap-3 text-ink">
          <b className="numerals">{common('table.chosen', { count: chosen.size })}</b>
          {bulkActions([...chosen], onClear)}
          <Button size="small" kind="quiet" onPress={onClear}>
            {common('table.chooseNone')}
          </Button>
        </span>
      )}
    </output>
  )
}
