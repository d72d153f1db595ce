import { createElement } from 'react'
import { inputOf } from '#ui/form/FieldInput.tsx'
import type { FormField } from '#ui/form/types.ts'

/** What is written or picked as the answer of an item, by the input of its type. */
export function AnswerField({
  field,
  id,
  labelledBy,
  value,
  onChange,
}: {
  readonly field: FormField
  readonly id: string
  /** The id of the question. */
  readonly labelledBy: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}) {
  return (
    <fieldset aria-labelledby={labelledBy} className="min-w-0">
      <label htmlFor={id} className="sr-only">
        {field.title}
      </label>
      {createElement(inputOf(field), {
        field,
        id,
        value,
        onChange,
        onBlur: () => undefined,
        describedBy: labelledBy,
        invalid: false,
        required: false,
        axes: [],
      })}
    </fieldset>
  )
}
