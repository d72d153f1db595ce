import { PickInput } from '#ui/form/inputs/PickInput.tsx'
import type { FormField } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { text } from './text.ts'

/** Only what is of a unit. */
export function UnitFilter({
  unit,
  onUnit,
}: {
  readonly unit: string | undefined
  readonly onUnit: (unit: string | undefined) => void
}) {
  const say = useTexts(text)
  const field: FormField = { id: 'unit', title: say('unit'), type: 'unit', required: false }
  return (
    <div className="min-w-56">
      <label htmlFor="filter-unit" className="mb-1 block text-[0.8125rem] text-sub">
        {say('unit')}
      </label>
      <PickInput
        field={field}
        id="filter-unit"
        value={unit}
        onChange={(value) => onUnit(typeof value === 'string' ? value : undefined)}
        onBlur={() => undefined}
        describedBy={undefined}
        invalid={false}
        required={false}
        axes={[]}
      />
    </div>
  )
}
