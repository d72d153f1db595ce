import type { ReactNode } from 'react'
import { signs, useCommonTexts } from '../i18n/index.ts'
import type { FormControl, Slot } from './slots.ts'
import { SlotInput } from './SlotInput.tsx'
import type { FormAxis, FormSection } from './types.ts'

/**
 * The fields of a form in parts, each under the heading of its first field; below them those that
 * are filled later, folded away, and its sections in fieldsets.
 */
export function FormSlots({
  slots,
  sections,
  later,
  isLaterOpen,
  idOf,
  control,
  axes,
}: {
  readonly slots: readonly Slot[]
  readonly sections: readonly FormSection[]
  /** Ids of the fields that are filled later. */
  readonly later: readonly string[]
  readonly isLaterOpen: boolean
  readonly idOf: (slot: Slot) => string
  readonly control: FormControl
  readonly axes: readonly FormAxis[]
}) {
  const common = useCommonTexts()
  const draw = (drawn: readonly Slot[]) =>
    drawn.map((slot) => (
      <SlotInput key={slot.name} slot={slot} id={idOf(slot)} control={control} axes={axes} />
    ))
  const own = slots.filter((slot) => slot.section === undefined)
  const isLater = (slot: Slot): boolean => later.includes(slot.field.id)
  const folded = own.filter(isLater)
  return (
    <>
      {partsOf(own.filter((slot) => !isLater(slot))).map((part) =>
        part.heading === undefined ? (
          draw(part.slots)
        ) : (
          <Part key={part.slots[0]?.name} title={part.heading}>
            {draw(part.slots)}
          </Part>
        ),
      )}
      {folded.length > 0 && (
        <details open={isLaterOpen} className="border-t border-line pt-4">
          <summary className="min-h-11 cursor-pointer py-2 text-act">
            {common('form.later', {
              names: folded.map(({ field }) => field.title).join(signs().list),
            })}
          </summary>
          <div className="mt-4 space-y-7">{draw(folded)}</div>
        </details>
      )}
      {sections.map((section) => (
        <Part key={section.id} title={section.title}>
          {draw(slots.filter((slot) => slot.section === section))}
        </Part>
      ))}
    </>
  )
}

/** Fields under a heading; nothing where none of them is shown. */
function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="space-y-7 border-t border-line has-[>legend:only-child]:hidden">
      <legend className="pr-3 text-[1.0625rem] font-700">{title}</legend>
      {children}
    </fieldset>
  )
}

interface FormPart {
  readonly heading: string | undefined
  readonly slots: readonly Slot[]
}

/** The fields in order, a new part before each that has a heading. */
function partsOf(slots: readonly Slot[]): readonly FormPart[] {
  const starts = slots.flatMap(({ field }, at) =>
    at === 0 || field.heading !== undefined ? [at] : [],
  )
  return starts.map((from, index) => {
    const part = slots.slice(from, starts[index + 1])
    return { heading: part[0]?.field.heading, slots: part }
  })
}
