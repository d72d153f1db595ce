import type { ReactNode } from 'react'
import { useFormState } from 'react-hook-form'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import type { ButtonKind } from '../parts/Button.tsx'
import type { FormControl } from './slots.ts'

/** The buttons below the fields, and whether the draft has reached the server. */
export function FormFooter({
  control,
  submitLabel,
  submitKind,
  actions,
  isDraftSaved,
}: {
  readonly control: FormControl
  readonly submitLabel: string
  readonly submitKind: ButtonKind
  readonly actions: ReactNode
  readonly isDraftSaved: boolean
}) {
  const common = useCommonTexts()
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
      <SubmitButton control={control} kind={submitKind}>
        {submitLabel}
      </SubmitButton>
      {actions}
      {isDraftSaved && (
        <output className="text-[0.875rem] text-sub">{common('draft.saved')}</output>
      )}
    </div>
  )
}

function SubmitButton({
  control,
  kind,
  children,
}: {
  readonly control: FormControl
  readonly kind: ButtonKind
  readonly children: ReactNode
}) {
  const { isSubmitting } = useFormState({ control })
  return (
    <Button type="submit" kind={kind} isPending={isSubmitting}>
      {children}
    </Button>
  )
}
