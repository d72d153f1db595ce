import { Label, ProgressBar as Bar } from 'react-aria-components'

/**
 * The progress of a long task; without `value` (0–100) it shows only that work is going on.
 * `detail`: 12,000行／100,000行.
 */
export function Progress({
  label,
  value,
  detail,
}: {
  readonly label: string
  readonly value?: number
  readonly detail?: string
}) {
  return (
    <Bar {...(value === undefined ? { isIndeterminate: true } : { value })} className="block">
      {({ percentage, valueText }) => (
        <>
          <span className="mb-1 flex items-baseline gap-3 text-[0.9375rem]">
            <Label className="grow font-700">{label}</Label>
            <span className="text-sub numerals">{detail ?? valueText}</span>
          </span>
          <span className="block h-2.5 overflow-hidden rounded-full bg-calm-soft">
            <span
              className={`block h-full rounded-full bg-act transition-[width] ${percentage === undefined ? 'animate-pulse' : ''}`}
              style={{ width: `${percentage ?? 40}%` }}
            />
          </span>
        </>
      )}
    </Bar>
  )
}
