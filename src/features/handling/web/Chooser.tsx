import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { inputs } from '#ui/form/FieldInput.tsx'
import type { FormAxis, FormField } from '#ui/form/types.ts'

/** An input for a part of the question, drawn from its field; never marked as required. */
export function Chooser({
  value,
  onChange,
  axes,
  ...fieldProps
}: {
  readonly id: string
  readonly title: string
  readonly type: FormField['type']
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly axes: readonly FormAxis[]
} & Partial<FormField>) {
  const field: FormField = { ...fieldProps, required: false, carries: [] }
  const Input = inputs[field.type]
  const id = `ask-${field.id}`
  return (
    <FieldFrame field={field} id={id} required={false} fault={undefined}>
      {(describedBy) => (
        <Input
          field={field}
          id={id}
          value={value}
          onChange={onChange}
          onBlur={() => undefined}
          describedBy={describedBy}
          invalid={false}
          required={false}
          axes={axes}
        />
      )}
    </FieldFrame>
  )
}
