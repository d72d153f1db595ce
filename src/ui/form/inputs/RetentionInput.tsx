import { useCommonTexts } from '../../i18n/index.ts'
import type { InputProps } from '../types.ts'
import { DateBox } from './DateBox.tsx'
import { inputClass, choiceClass, markClass } from './inputClasses.ts'
import { parseNumberText } from '../parseInput.ts'

interface Retention {
  readonly years?: unknown
  readonly from?: unknown
  readonly until?: unknown
  readonly forever?: unknown
}

const isRetention = (value: unknown): value is Retention =>
  typeof value === 'object' && value !== null

/** How long something is kept: for years (from a day), until a day, or for ever. */
export function RetentionInput({
  field,
  id,
  value,
  onChange,
  onBlur,
  invalid,
  required,
}: InputProps) {
  const common = useCommonTexts()
  const retention: Retention = isRetention(value) ? value : {}
  const kind =
    'years' in retention
      ? 'years'
      : 'until' in retention
        ? 'until'
        : 'forever' in retention
          ? 'forever'
          : undefined
  const radio = (option: typeof kind, initialValue: unknown) => (
    <input
      id={option === 'years' ? id : undefined}
      type="radio"
      name={id}
      checked={kind === option}
      onChange={() => onChange(initialValue)}
      onBlur={onBlur}
      className={markClass}
    />
  )
  return (
    <div className={invalid ? 'border-l-4 border-stop-line pl-3' : ''}>
      <label className={choiceClass}>
        {radio('years', { years: undefined })}
        <span>{common('retention.years')}</span>
      </label>
      {kind === 'years' && (
        <div className="mb-2 ml-7.5 flex flex-wrap items-center gap-x-4 gap-y-2">
          <span className="flex items-center gap-2">
            <input
              aria-label={common('retention.years')}
              type="text"
              inputMode="numeric"
              defaultValue={typeof retention.years === 'number' ? retention.years : ''}
              className={`${inputClass(invalid, false)} w-20 text-right`}
              onChange={(event) =>
                onChange({ ...retention, years: parseNumberText(event.target.value) })
              }
              onBlur={onBlur}
            />
            {common('retention.unit')}
          </span>
          <span className="text-[0.9375rem] text-sub">{common('retention.from')}</span>
          <DateBox
            id={`${id}-from`}
            label={common('retention.from')}
            value={retention.from}
            required={false}
            invalid={false}
            onBlur={onBlur}
            onChange={(from) =>
              onChange(
                from === undefined ? { years: retention.years } : { years: retention.years, from },
              )
            }
          />
        </div>
      )}
      <label className={choiceClass}>
        {radio('until', { until: '' })}
        <span>{common('retention.until')}</span>
      </label>
      {kind === 'until' && (
        <div className="mb-2 ml-7.5">
          <DateBox
            id={`${id}-until`}
            label={`${field.title} ${common('retention.until')}`}
            value={retention.until}
            required={required}
            invalid={invalid}
            onBlur={onBlur}
            onChange={(until) => onChange({ until: until ?? '' })}
          />
        </div>
      )}
      <label className={choiceClass}>
        {radio('forever', { forever: true })}
        <span>{common('retention.forever')}</span>
      </label>
    </div>
  )
}
