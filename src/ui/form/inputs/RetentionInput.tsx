import { useKit } from '../../i18n/index.ts'
import type { InputProps } from '../types.ts'
import { DateBox } from './DateInput.tsx'
import { boxLook, choiceLook, markLook } from './look.ts'
import { readNumberText } from '../typed.ts'

interface Retention {
  readonly years?: unknown
  readonly from?: unknown
  readonly until?: unknown
  readonly forever?: unknown
}

const isRetention = (value: unknown): value is Retention =>
  typeof value === 'object' && value !== null

/** How long something is kept: for years (from a day), until a day, or for good. */
export function RetentionInput({
  field,
  id,
  value,
  onChange,
  onBlur,
  invalid,
  required,
}: InputProps) {
  const kit = useKit()
  const kept: Retention = isRetention(value) ? value : {}
  const kind =
    'years' in kept
      ? 'years'
      : 'until' in kept
        ? 'until'
        : 'forever' in kept
          ? 'forever'
          : undefined
  const radio = (own: typeof kind, first: unknown) => (
    <input
      id={own === 'years' ? id : undefined}
      type="radio"
      name={id}
      checked={kind === own}
      onChange={() => onChange(first)}
      onBlur={onBlur}
      className={markLook}
    />
  )
  return (
    <div className={invalid ? 'border-l-4 border-stop-line pl-3' : ''}>
      <label className={choiceLook}>
        {radio('years', { years: undefined })}
        <span>{kit('retention.years')}</span>
      </label>
      {kind === 'years' && (
        <div className="mb-2 ml-7.5 flex flex-wrap items-center gap-x-4 gap-y-2">
          <span className="flex items-center gap-2">
            <input
              aria-label={kit('retention.years')}
              type="text"
              inputMode="numeric"
              defaultValue={typeof kept.years === 'number' ? kept.years : ''}
              className={`${boxLook(invalid, false)} w-20 text-right`}
              onChange={(event) => onChange({ ...kept, years: readNumberText(event.target.value) })}
              onBlur={onBlur}
            />
            {kit('retention.unit')}
          </span>
          <span className="text-[0.9375rem] text-sub">{kit('retention.from')}</span>
          <DateBox
            id={`${id}-from`}
            label={kit('retention.from')}
            value={kept.from}
            required={false}
            invalid={false}
            onBlur={onBlur}
            onChange={(from) =>
              onChange(from === undefined ? { years: kept.years } : { years: kept.years, from })
            }
          />
        </div>
      )}
      <label className={choiceLook}>
        {radio('until', { until: '' })}
        <span>{kit('retention.until')}</span>
      </label>
      {kind === 'until' && (
        <div className="mb-2 ml-7.5">
          <DateBox
            id={`${id}-until`}
            label={`${field.title} ${kit('retention.until')}`}
            value={kept.until}
            required={required}
            invalid={invalid}
            onBlur={onBlur}
            onChange={(until) => onChange({ until: until ?? '' })}
          />
        </div>
      )}
      <label className={choiceLook}>
        {radio('forever', { forever: true })}
        <span>{kit('retention.forever')}</span>
      </label>
    </div>
  )
}
