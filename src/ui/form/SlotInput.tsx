import { memo, use, useEffect } from 'react'
import { useController, useWatch } from 'react-hook-form'
import type { FieldError } from 'react-hook-form'
import type { FieldState } from '#kernel/fields/check.ts'
import { sameValue } from '#kernel/fields/diff.ts'
import { signs, useCommonTexts } from '../i18n/index.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { inputOf } from './FieldInput.tsx'
import { KnownFields } from './known.ts'
import type { FormControl, Slot } from './slots.ts'
import type { FormAxis } from './types.ts'

interface SlotProps {
  readonly slot: Slot
  /** The id of the control. */
  readonly id: string
  readonly control: FormControl
  readonly axes: readonly FormAxis[]
}

/**
 * A field of a form. It is drawn again when its own value changes or a value that its conditions
 * name, and not when another value changes.
 */
export const SlotInput = memo(function SlotInput(props: SlotProps) {
  return props.slot.reads.length === 0 ? (
    <FieldWithState {...props} state={props.slot.stateOf([])} />
  ) : (
    <ConditionalField {...props} />
  )
})

function ConditionalField(props: SlotProps) {
  const { slot, control } = props
  const values = useWatch({ control, name: slot.reads })
  return <FieldWithState {...props} state={slot.stateOf(values)} />
}

function FieldWithState({ state, ...props }: SlotProps & { readonly state: FieldState }) {
  return state.shown ? <ShownField {...props} required={state.required} /> : null
}

const ShownField = memo(function ShownField({
  slot: { name, field },
  id,
  control,
  axes,
  required,
}: SlotProps & { readonly required: boolean }) {
  const { field: binding, fieldState } = useController({ control, name, shouldUnregister: false })
  const common = useCommonTexts()
  const known = use(KnownFields).find((each) => name === `main.${each.field}`)
  const { value, onChange } = binding
  useEffect(() => {
    if (known !== undefined && !sameValue(value, known.value)) onChange(known.value)
  }, [known, value, onChange])
  const Input = inputOf(field)
  const { error } = fieldState
  if (known !== undefined)
    return (
      <FieldFrame field={{ ...field, help: '' }} id={id} required={false} fault={error?.message}>
        {() => (
          <p id={id} tabIndex={-1} className="leading-160">
            {known.text}
            <span className="ml-3 text-[0.875rem] text-sub">
              {common('form.known', { names: known.entries.join(signs().list) })}
            </span>
          </p>
        )}
      </FieldFrame>
    )
  return (
    <FieldFrame field={field} id={id} required={required} fault={error?.message}>
      {(describedBy) => (
        <Input
          field={field}
          id={id}
          value={binding.value}
          onChange={binding.onChange}
          onBlur={binding.onBlur}
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

/** The faults of parts of the value, as `errorsAt` (errors.ts) put them into the error. */
function faultsBelow(error: FieldError | undefined) {
  return Object.entries(error?.types ?? {}).flatMap(([at, detail]) =>
    typeof detail === 'string' ? [{ at, detail }] : [],
  )
}
