import type { ReactNode } from 'react'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import { EmptyState } from '../parts/Card.tsx'

/** Shown in place of the rows where there are none; a filtered table offers to show all rows. */
export function NoRows({
  isFiltered,
  emptyState,
  onShowAll,
}: {
  readonly isFiltered: boolean
  /** Shown where the table has no rows without any filter. */
  readonly emptyState: ReactNode
  readonly onShowAll: () => void
}) {
  const common = useCommonTexts()
  if (!isFiltered && emptyState !== undefined) return emptyState
  return (
    <EmptyState
      title={common('table.none')}
      action={isFiltered && <Button onPress={onShowAll}>{common('table.showAll')}</Button>}
    />
  )
}
