import { memo } from 'react'
import { useController, useWatch } from 'react-hook-form'
import type { Control, FieldError } from 'react-hook-form'
import type { FieldState } from '#kernel/fields/check.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { inputs } from './FieldInput.tsx'
import type { FormValues, Slot } from './slots.ts'
import type { FormAxis } from './types.ts'

interface SlotProps {
  readonly slot: Slot
  /** The id of the control. */
  readonly id: string
  readonly control: Control<FormValues, unknown, FormValues>
  readonly axes: readonly FormAxis[]
}

/** A field of a form. It is drawn again when its own value changes or one that its conditions name, and not for the others. */
export const SlotInput = memo(function SlotInput(props: SlotProps) {
  return props.slot.reads.length === 0 ? (
    <Shown {...props} state={props.slot.stateOf([])} />
  ) : (
    <Conditional {...props} />
  )
})

function Conditional(props: SlotProps) {
  const { slot, control } = props
  const values = useWatch({ control, name: slot.reads })
  return <Shown {...props} state={slot.stateOf(values)} />
}

function Shown({ state, ...props }: SlotProps & { readonly state: FieldState }) {
  return state.shown ? <Drawn {...props} required={state.required} /> : null
}

const Drawn = memo(function Drawn({
  slot: { name, field },
  id,
  control,
  axes,
  required,
}: SlotProps & { readonly required: boolean }) {
  const { field: bound, fieldState } = useController({ control, name, shouldUnregister: false })
  const Input = inputs[field.type]
  const { error } = fieldState
  return (
    <FieldFrame field={field} id={id} required={required} fault={error?.message}>
      {(describedBy) => (
        <Input
          field={field}
          id={id}
          value={bound.value}
          onChange={bound.onChange}
          onBlur={bound.onBlur}
          describedBy={describedBy}
          invalid={error !== undefined}
          faults={faultsBelow(error)}
          required={required}
          axes={axes}
        />
      )}
    </FieldFrame>
  )
})

/** What `errorOf` put into the error of a field. */
function faultsBelow(error: FieldError | undefined) {
  return Object.entries(error?.types ?? {}).flatMap(([at, detail]) =>
    typeof detail === 'string' ? [{ at, detail }] : [],
  )
}
