import type { ReactNode } from 'react'
import { bounds } from '#kernel/fields/sentences.ts'
import { useCommonTexts, useLanguage } from '../i18n/index.ts'
import { Grounds } from '../parts/ProvisionRef.tsx'
import { isFieldset } from './FieldInput.tsx'
import { RequiredMark } from './RequiredMark.tsx'
import type { FormField } from './types.ts'

/** The frame of a field: its name, the required mark, help, provisions and fault. */
export function FieldFrame({
  field,
  id,
  required,
  fault,
  children,
}: {
  readonly field: FormField
  readonly id: string
  readonly required: boolean
  readonly fault: string | undefined
  readonly children: (describedBy: string | undefined) => ReactNode
}) {
  const common = useCommonTexts()
  const language = useLanguage()
  const help = [
    field.help,
    field.moment === true ? common('form.moment') : undefined,
    bounds(field)?.[language],
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ')
  const helpId = help === '' ? undefined : `${id}-help`
  const faultId = fault === undefined ? undefined : `${id}-fault`
  const describedBy = [faultId, helpId].filter(Boolean).join(' ') || undefined
  const name = (
    <>
      {field.title} {required && <RequiredMark />}
    </>
  )
  const body = (
    <>
      {help !== '' && (
        <p id={helpId} className="mb-1.5 max-w-prose text-[0.875rem] leading-160 text-sub">
          {help}
        </p>
      )}
      {fault !== undefined && (
        <p
          id={faultId}
          className="mb-1.5 flex gap-1.5 text-[0.9375rem] font-700 whitespace-pre-line text-stop"
        >
          <span aria-hidden="true">●</span>
          {fault}
        </p>
      )}
      {children(describedBy)}
      {field.carries !== undefined && field.carries.length > 0 && (
        <div className="mt-1.5">
          <Grounds provisions={field.carries} />
        </div>
      )}
    </>
  )
  return isFieldset(field) ? (
    <fieldset aria-describedby={describedBy} className="min-w-0">
      <legend className="mb-1 font-700">{name}</legend>
      {body}
    </fieldset>
  ) : (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-700">
        {name}
      </label>
      {body}
    </div>
  )
}
