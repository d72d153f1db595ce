import { useState } from 'react'
import { parseNumberText } from '../parseInput.ts'
import type { InputProps } from '../types.ts'
import { inputClass } from './inputClasses.ts'

function numberText(value: unknown): string {
  return typeof value === 'number'
    ? value.toLocaleString('ja-JP', { maximumFractionDigits: 10 })
    : typeof value === 'string'
      ? value
      : ''
}

/**
 * A number with its unit. Full-width digits and commas are accepted; any other text stays as typed
 * and is reported by the check.
 */
export function NumberInput({
  field,
  id,
  value,
  onChange,
  onBlur,
  describedBy,
  invalid,
  required,
}: InputProps) {
  const [typed, setTyped] = useState<string>()
  return (
    <span className="flex items-center gap-2.5">
      <input
        id={id}
        type="text"
        inputMode="decimal"
        value={typed ?? numberText(value)}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        aria-required={required}
        className={`${inputClass(invalid, false)} w-40 text-right numerals`}
        onChange={(event) => {
          setTyped(event.target.value)
          onChange(parseNumberText(event.target.value))
        }}
        onBlur={() => {
          setTyped(undefined)
          onBlur()
        }}
      />
      {field.unit !== undefined && <span>{field.unit}</span>}
    </span>
  )
}
