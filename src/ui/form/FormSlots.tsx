import type { FormControl, Slot } from './slots.ts'
import { SlotInput } from './SlotInput.tsx'
import type { FormAxis, FormSection } from './types.ts'

/** The fields of a form, and below them its sections in fieldsets. */
export function FormSlots({
  slots,
  sections,
  idOf,
  control,
  axes,
}: {
  readonly slots: readonly Slot[]
  readonly sections: readonly FormSection[]
  readonly idOf: (slot: Slot) => string
  readonly control: FormControl
  readonly axes: readonly FormAxis[]
}) {
  const slotsIn = (section: FormSection | undefined) =>
    slots.map((slot) =>
      slot.section === section ? (
        <SlotInput key={slot.name} slot={slot} id={idOf(slot)} control={control} axes={axes} />
      ) : null,
    )
  return (
    <>
      {slotsIn(undefined)}
      {sections.map((section) => (
        <fieldset key={section.id} className="space-y-7 border-t border-line pt-5">
          <legend className="font-700">{section.title}</legend>
          {slotsIn(section)}
        </fieldset>
      ))}
    </>
  )
}
