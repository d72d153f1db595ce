import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useForm, useFormState } from 'react-hook-form'
import type { Control, Resolver } from 'react-hook-form'
import { ApiProblem } from '../api.ts'
import { useFormatMoment } from '../dates.ts'
import { useCommonTexts, useLanguage } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import type { ButtonKind } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useDraft } from './draft.ts'
import { errorsAt, messageOf, nestedErrors } from './errors.ts'
import { FaultSummary } from './FaultSummary.tsx'
import { SlotInput } from './SlotInput.tsx'
import { checkForm, placeFaults, slotsOf } from './slots.ts'
import type { FormValues, Slot } from './slots.ts'
import type { FormAxis, FormField, FormSection, SectionValues, Values } from './types.ts'
import { useFormModels } from './useFormModel.ts'
import type { FormModels } from './useFormModel.ts'

export interface FormProps {
  readonly fields: readonly FormField[]
  /** What is filled in already. */
  readonly values?: Values
  /** Further fields that are sent apart, under headings of their own. */
  readonly sections?: readonly FormSection[]
  /** The axes for fields of the type `class`. */
  readonly axes?: readonly FormAxis[]
  /** Further names that conditions may use, with their values (applicant, asset, today …). */
  readonly context?: Values
  /** Keeps what is typed under this key until it is sent: here at once, on the server soon after. */
  readonly draft?: string
  /** Called with the values of the shown fields in their stored form; when it throws an `ApiProblem` its faults are put beside the fields.
   * Answering false means that nothing was sent: the draft stays. */
  readonly onSubmit: (values: Values, sections: SectionValues) => Promise<void | false>
  /** The words of the button, e.g. 申請する. */
  readonly submitLabel: string
  readonly submitKind?: ButtonKind
  /** Further buttons beside it. */
  readonly actions?: ReactNode
}

const noAxes: readonly FormAxis[] = []
const noSections: readonly FormSection[] = []
const noValues: Values = {}
/** Under this name a draft keeps the values of sections; no field is called so. */
const sectionsInDraft = '#sections'

/** A form drawn from fields. Waits for a draft that may be there, then draws the fields. */
export function Form(props: FormProps) {
  const { fields, sections = noSections, axes = noAxes, context: shownValues = noValues } = props
  const draftStore = useDraft(props.draft)
  const models = useFormModels(fields, sections, axes, shownValues)
  const [resetCount, setResetCount] = useState(0)
  const storedDraft = resetCount === 0 ? draftStore.stored : null
  if (storedDraft === undefined || models === undefined) return <div className="skeleton h-40" />
  return (
    <Fields
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

/** What the form begins with: what is filled in already, and over it what the draft holds. */
function initialValues({ values, sections = noSections }: FormProps, draft: Values): FormValues {
  const { [sectionsInDraft]: kept, ...main } = draft
  return {
    main: { ...values, ...main },
    sections: Object.fromEntries(
      sections.map(({ id, values: filled }) => [id, { ...filled, ...recordAt(kept, id) }]),
    ),
  }
}

type FieldsProps = FormProps & {
  readonly draftStore: ReturnType<typeof useDraft>
  readonly models: FormModels
  readonly initial: FormValues
  readonly draftSavedAt: string | undefined
  readonly onDiscardDraft: () => void
}

function Fields({
  sections = noSections,
  axes = noAxes,
  onSubmit,
  submitLabel: submit,
  submitKind = 'main',
  actions,
  draftStore,
  models,
  initial,
  draftSavedAt,
  onDiscardDraft,
}: FieldsProps) {
  const common = useCommonTexts()
  const language = useLanguage()
  const base = useId()
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
  const top = useRef<HTMLDivElement>(null)
  const slots = useMemo(() => slotsOf(models, sections), [models, sections])
  const idOf = useCallback(
    ({ section, field }: Slot): string =>
      `${base}${section === undefined ? '' : `${section.id}-`}${field.id}`,
    [base],
  )
  const { save: saveDraft } = draftStore
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ type, values }) => {
          if (type === 'change')
            saveDraft({
              ...values.main,
              ...(sections.length > 0 && { [sectionsInDraft]: values.sections }),
            })
        },
      }),
    [subscribe, saveDraft, sections],
  )
  /** Goes to the first of these that is shown. */
  const goTo = (wanted: readonly Slot[]): void => {
    const control = wanted
      .map((controlled) => document.querySelector<HTMLElement>(`#${CSS.escape(idOf(controlled))}`))
      .find((element) => element !== null)
    ;(control ?? top.current)?.focus()
  }
  const goToFaults = (isFaulty: (controlled: Slot) => boolean): void => {
    requestAnimationFrame(() => goTo(slots.filter(isFaulty)))
  }
  const submitValues = async (values: FormValues): Promise<void> => {
    setProblem(undefined)
    try {
      if ((await onSubmit(values.main, values.sections)) !== false) draftStore.discard()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      const errors = errorsAt(placeFaults(error.faults, slots))
      for (const [name, one] of errors) setError(name, one)
      setProblem(error)
      goToFaults((controlled) => errors.has(controlled.name))
    }
  }
  return (
    <form
      noValidate
      className="space-y-7"
      onSubmit={(event) =>
        void handleSubmit(submitValues, (errors) =>
          goToFaults((controlled) => messageOf(errors, controlled.name) !== undefined),
        )(event)
      }
    >
      <div ref={top} tabIndex={-1} className="space-y-4 outline-none empty:hidden">
        {draftSavedAt !== undefined && (
          <DraftFound control={control} foundAt={draftSavedAt} onForget={onDiscardDraft} />
        )}
        <FaultSummary
          control={control}
          slots={slots}
          problem={problem}
          idOf={idOf}
          onGo={(controlled) => goTo([controlled])}
        />
      </div>
      {slots.map((controlled) =>
        controlled.section === undefined ? (
          <SlotInput
            key={controlled.name}
            slot={controlled}
            id={idOf(controlled)}
            control={control}
            axes={axes}
          />
        ) : null,
      )}
      {sections.map((section) => (
        <fieldset key={section.id} className="space-y-7 border-t border-line pt-5">
          <legend className="font-700">{section.title}</legend>
          {slots.map((controlled) =>
            controlled.section === section ? (
              <SlotInput
                key={controlled.name}
                slot={controlled}
                id={idOf(controlled)}
                control={control}
                axes={axes}
              />
            ) : null,
          )}
        </fieldset>
      ))}
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
        <Submit control={control} kind={submitKind}>
          {submit}
        </Submit>
        {actions}
        {draftStore.savedAt !== undefined && (
          <output className="text-[0.875rem] text-sub">{common('draft.saved')}</output>
        )}
      </div>
    </form>
  )
}

type FormControl = Control<FormValues, unknown, FormValues>

/** That a draft was found, until the form is sent for the first time. */
function DraftFound({
  control,
  foundAt: draftSavedAt,
  onForget: onDiscardDraft,
}: {
  readonly control: FormControl
  readonly foundAt: string
  readonly onForget: () => void
}) {
  const common = useCommonTexts()
  const formatMoment = useFormatMoment()
  const { isSubmitted } = useFormState({ control })
  if (isSubmitted) return null
  return (
    <Notice
      kind="info"
      title={common('draft.found', { when: formatMoment(draftSavedAt) })}
      footer={
        <Button size="small" onPress={onDiscardDraft}>
          {common('draft.forget')}
        </Button>
      }
    />
  )
}

function Submit({
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

function recordAt(value: unknown, key: string): Values {
  if (typeof value !== 'object' || value === null) return noValues
  const one: unknown = Object.entries(value).find(([name]) => name === key)?.[1]
  return typeof one === 'object' && one !== null ? { ...one } : noValues
}
