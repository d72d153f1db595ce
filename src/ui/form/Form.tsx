import { useState } from 'react'
import { useDraft } from './draft.ts'
import { initialValues } from './draftValues.ts'
import { FormBody } from './FormBody.tsx'
import { noAxes, noSections, noValues } from './formProps.ts'
import type { FormProps } from './formProps.ts'
import { useFormModels } from './useFormModel.ts'

/** A form drawn from fields. Waits until a stored draft is read, then draws the fields. */
export function Form(props: FormProps) {
  const { fields, sections = noSections, axes = noAxes, context = noValues } = props
  const draftStore = useDraft(props.draft)
  const models = useFormModels(fields, sections, axes, context)
  const [resetCount, setResetCount] = useState(0)
  const storedDraft = resetCount === 0 ? draftStore.stored : null
  if (storedDraft === undefined || models === undefined) return <div className="skeleton h-40" />
  return (
    <FormBody
      key={resetCount}
      {...props}
      draftStore={draftStore}
      models={models}
      initial={initialValues(props, storedDraft?.values ?? noValues)}
      draftSavedAt={storedDraft?.savedAt}
      onDiscardDraft={() => {
        draftStore.discard()
        setResetCount(resetCount + 1)
      }}
    />
  )
}
