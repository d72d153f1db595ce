import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import type { Density } from './gridLayout.ts'

/** How much room rows and columns take: at the right above every table. */
export function RowRoom({
  density,
  onDensity,
  onResetWidths,
}: {
  readonly density: Density
  readonly onDensity: (density: Density) => void
  /** Where a person set widths of columns. */
  readonly onResetWidths?: () => void
}) {
  const common = useCommonTexts()
  return (
    <div data-screen-only className="flex items-center gap-4 text-[0.875rem] text-sub">
      {onResetWidths !== undefined && (
        <Button kind="quiet" size="small" onPress={onResetWidths}>
          {common('table.ownWidths')}
        </Button>
      )}
      <label className="flex min-h-9 cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          checked={density === 'dense'}
          onChange={() => onDensity(density === 'dense' ? 'roomy' : 'dense')}
          className="size-4.5 accent-act"
        />
        {common('table.dense')}
      </label>
    </div>
  )
}
