import { useState } from 'react'
import { readNumberText } from '../typed.ts'
import type { InputProps } from '../types.ts'
import { boxLook } from './look.ts'

function shown(value: unknown): string {
  return typeof value === 'number'
    ? value.toLocaleString('ja-JP', { maximumFractionDigits: 10 })
    : typeof value === 'string'
      ? value
      : ''
}

/** A number with its unit. Full-width digits and commas are read; what is no number stays as typed and is pointed out. */
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
  const [typed, type] = useState<string>()
  return (
    <span className="flex items-center gap-2.5">
      <input
        id={id}
        type="text"
        inputMode="decimal"
        value={typed ?? shown(value)}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        aria-required={required}
        className={`${boxLook(invalid, false)} w-40 text-right numerals`}
        onChange={(event) => {
          type(event.target.value)
          onChange(readNumberText(event.target.value))
        }}
        onBlur={() => {
          type(undefined)
          onBlur()
        }}
      />
      {field.unit !== undefined && <span>{field.unit}</span>}
    </span>
  )
}
