import { useId } from 'react'
import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { inputs } from '#ui/form/FieldInput.tsx'
import type { FormField } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { peopleText } from './peopleText.ts'

/** An act on paper: its actor, the date on it, who handed it in, and the ids of its scans. */
export interface Paper {
  readonly for: string
  readonly on: string
  readonly from: string
  readonly files: readonly string[]
}

/** The fields of an act on paper. The actor is asked for only where there are several. */
export function PaperFields({
  persons,
  value,
  faults,
  onChange,
}: {
  readonly persons: readonly { readonly id: string; readonly name: string }[]
  readonly value: Paper
  readonly faults: Readonly<Record<string, string>>
  readonly onChange: (value: Paper) => void
}) {
  const say = useTexts(peopleText)
  const base = useId()
  const fields: readonly FormField[] = [
    {
      id: 'for',
      title: say('paperFor'),
      type: 'choice',
      options: persons.map(({ id, name }) => ({ id, title: name })),
      required: true,
    },
    { id: 'on', title: say('paperOn'), type: 'date', required: true },
    { id: 'from', title: say('paperFrom'), type: 'text', required: true },
    { id: 'files', title: say('paperFiles'), type: 'files', required: true },
  ]
  return (
    <div className="space-y-5 rounded-8 border border-line bg-soft px-4 py-4">
      <p className="text-[0.9375rem]">
        {say('paperLead', { name: persons.find((person) => person.id === value.for)?.name ?? '' })}
      </p>
      {fields
        .filter((field) => field.id !== 'for' || persons.length > 1)
        .map((field) => {
          const Input = inputs[field.type]
          const fault = faults[field.id]
          return (
            <FieldFrame
              key={field.id}
              field={field}
              id={`${base}${field.id}`}
              required
              fault={fault}
            >
              {(describedBy) => (
                <Input
                  field={field}
                  id={`${base}${field.id}`}
                  value={value[field.id as keyof Paper]}
                  describedBy={describedBy}
                  invalid={fault !== undefined}
                  required
                  axes={[]}
                  onBlur={() => undefined}
                  onChange={(next) => onChange({ ...value, [field.id]: next ?? '' })}
                />
              )}
            </FieldFrame>
          )
        })}
    </div>
  )
}
