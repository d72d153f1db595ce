import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Resolver } from 'react-hook-form'
import { ApiProblem } from '../api.ts'
import { useLanguage } from '../i18n/index.ts'
import type { DraftStore } from './draft.ts'
import { DraftNotice } from './DraftNotice.tsx'
import { FarDatesOfForm, keysOfFar, noneMeant } from './FarDates.tsx'
import { draftOf, initialValues } from './draftValues.ts'
import { errorsAt, messageOf, nestedErrors } from './errors.ts'
import { FaultSummary } from './FaultSummary.tsx'
import { FormFooter } from './FormFooter.tsx'
import { noAxes, noneLater, noSections, noValues } from './formProps.ts'
import type { FormProps } from './formProps.ts'
import { FormSlots } from './FormSlots.tsx'
import { checkForm, farInForm, placeFaults, slotsOf } from './slots.ts'
import type { FormValues } from './slots.ts'
import type { FormModels } from './useFormModel.ts'
import { useSlotFocus } from './useSlotFocus.ts'

type FormBodyProps = FormProps & {
  readonly draftStore: DraftStore
  readonly models: FormModels
  readonly initial: FormValues
  /** When the draft was saved that the form begins with (ISO 8601); undefined without a draft. */
  readonly draftSavedAt: string | undefined
  readonly onDiscardDraft: () => void
}

/** The form once its draft and its models are loaded: checks, saves the draft, sends. */
export function FormBody({
  sections = noSections,
  axes = noAxes,
  later = noneLater,
  onSubmit,
  onValues,
  submitLabel,
  submitKind = 'main',
  actions,
  below,
  asksDates = false,
  values: given = noValues,
  draftStore,
  models,
  initial,
  draftSavedAt,
  onDiscardDraft,
}: FormBodyProps) {
  const language = useLanguage()
  const resolver: Resolver<FormValues, unknown, FormValues> = (values) => {
    const { sent, faults } = checkForm(models, sections, values, language)
    return faults.length === 0
      ? { values: sent, errors: {} }
      : { values: {}, errors: nestedErrors(faults) }
  }
  const { control, handleSubmit, setError, subscribe } = useForm<FormValues, unknown, FormValues>({
    defaultValues: initial,
    shouldFocusError: false,
    resolver,
  })
  const [problem, setProblem] = useState<unknown>()
  const [meant, setMeant] = useState(noneMeant)
  const before = useMemo(
    () => initialValues({ values: given, sections }, noValues),
    [given, sections],
  )
  const areDatesRefused = problem instanceof ApiProblem && problem.code === 'date-far'
  const slots = useMemo(() => slotsOf(models, sections), [models, sections])
  const { top, idOf, focusFirst, focusFirstFault } = useSlotFocus(slots)
  const { save: saveDraft } = draftStore
  // Whoever listens may be another function at each drawing; the first values are told once.
  const tell = useEffectEvent((values: FormValues['main']) => onValues?.(values))
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ type, values }) => {
          if (type === 'change') saveDraft(draftOf(values, sections.length > 0))
          // The form changes its values in place.
          tell({ ...values.main })
        },
      }),
    [subscribe, saveDraft, sections],
  )
  const [first] = useState(initial)
  useEffect(() => tell(first.main), [first])
  const submitValues = async (values: FormValues): Promise<void> => {
    const asked = asksDates
      ? keysOfFar(farInForm(models, sections, values, before), areDatesRefused)
      : []
    const datesMeant = asked.length > 0 && asked.every((key) => meant.has(key))
    setProblem(undefined)
    try {
      if ((await onSubmit(values.main, values.sections, datesMeant)) !== false) draftStore.discard()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      const errors = errorsAt(placeFaults(error.faults, slots))
      for (const [name, slotError] of errors) setError(name, slotError)
      setProblem(error)
      focusFirstFault((slot) => errors.has(slot.name))
    }
  }
  return (
    <form
      noValidate
      className="space-y-7"
      onSubmit={(event) =>
        void handleSubmit(submitValues, (errors) =>
          focusFirstFault((slot) => messageOf(errors, slot.name) !== undefined),
        )(event)
      }
    >
      <div ref={top} tabIndex={-1} className="space-y-4 outline-none empty:hidden">
        {draftSavedAt !== undefined && (
          <DraftNotice control={control} savedAt={draftSavedAt} onDiscard={onDiscardDraft} />
        )}
        <FaultSummary
          control={control}
          slots={slots}
          problem={problem}
          idOf={idOf}
          onGo={(slot) => focusFirst([slot])}
        />
      </div>
      <FormSlots
        slots={slots}
        sections={sections}
        later={later}
        isLaterOpen={later.some((id) => isFilled(initial.main[id]))}
        idOf={idOf}
        control={control}
        axes={axes}
      />
      {below}
      {asksDates && (
        <FarDatesOfForm
          control={control}
          models={models}
          sections={sections}
          before={before}
          refused={areDatesRefused}
          meant={meant}
          onMeant={setMeant}
        />
      )}
      <FormFooter
        control={control}
        submitLabel={submitLabel}
        submitKind={submitKind}
        actions={actions}
        isDraftSaved={draftStore.savedAt !== undefined}
      />
    </form>
  )
}

const isFilled = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0)
