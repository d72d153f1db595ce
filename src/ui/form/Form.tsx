import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useForm, useFormState } from 'react-hook-form'
import type { Control, Resolver } from 'react-hook-form'
import { ApiProblem } from '../api.ts'
import { useMoment } from '../dates.ts'
import { useKit, useLanguage } from '../i18n/index.ts'
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
  readonly given?: Values
  /** Keeps what is typed under this key until it is sent: here at once, on the server soon after. */
  readonly draft?: string
  /** Called with the values of the shown fields in their stored form; when it throws an `ApiProblem` its faults are put beside the fields.
   * Answering false means that nothing was sent: the draft stays. */
  readonly onSubmit: (values: Values, sections: SectionValues) => Promise<void | false>
  /** The words of the button, e.g. 申請する. */
  readonly submit: string
  readonly submitKind?: ButtonKind
  /** Further buttons beside it. */
  readonly acts?: ReactNode
}

const noAxes: readonly FormAxis[] = []
const noSections: readonly FormSection[] = []
const nothing: Values = {}
/** Under this name a draft keeps the values of sections; no field is called so. */
const sectionsInDraft = '#sections'

/** A form drawn from fields. Waits for a draft that may be there, then draws the fields. */
export function Form(props: FormProps) {
  const { fields, sections = noSections, axes = noAxes, given = nothing } = props
  const keeper = useDraft(props.draft)
  const models = useFormModels(fields, sections, axes, given)
  const [fresh, startFresh] = useState(0)
  const draft = fresh === 0 ? keeper.found : null
  if (draft === undefined || models === undefined) return <div className="skeleton h-40" />
  return (
    <Fields
      key={fresh}
      {...props}
      keeper={keeper}
      models={models}
      initial={initialValues(props, draft?.values ?? nothing)}
      foundAt={draft?.savedAt}
      onForget={() => {
        keeper.drop()
        startFresh(fresh + 1)
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
  readonly keeper: ReturnType<typeof useDraft>
  readonly models: FormModels
  readonly initial: FormValues
  readonly foundAt: string | undefined
  readonly onForget: () => void
}

function Fields({
  sections = noSections,
  axes = noAxes,
  onSubmit,
  submit,
  submitKind = 'main',
  acts,
  keeper,
  models,
  initial,
  foundAt,
  onForget,
}: FieldsProps) {
  const kit = useKit()
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
  const { keep } = keeper
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ type, values }) => {
          if (type === 'change')
            keep({
              ...values.main,
              ...(sections.length > 0 && { [sectionsInDraft]: values.sections }),
            })
        },
      }),
    [subscribe, keep, sections],
  )
  /** Goes to the first of these that is shown. */
  const goTo = (wanted: readonly Slot[]): void => {
    const control = wanted
      .map((slot) => document.querySelector<HTMLElement>(`#${CSS.escape(idOf(slot))}`))
      .find((element) => element !== null)
    ;(control ?? top.current)?.focus()
  }
  const goToFaults = (isFaulty: (slot: Slot) => boolean): void => {
    requestAnimationFrame(() => goTo(slots.filter(isFaulty)))
  }
  const send = async (values: FormValues): Promise<void> => {
    setProblem(undefined)
    try {
      if ((await onSubmit(values.main, values.sections)) !== false) keeper.drop()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      const errors = errorsAt(placeFaults(error.faults, slots))
      for (const [name, one] of errors) setError(name, one)
      setProblem(error)
      goToFaults((slot) => errors.has(slot.name))
    }
  }
  return (
    <form
      noValidate
      className="space-y-7"
      onSubmit={(event) =>
        void handleSubmit(send, (errors) =>
          goToFaults((slot) => messageOf(errors, slot.name) !== undefined),
        )(event)
      }
    >
      <div ref={top} tabIndex={-1} className="space-y-4 outline-none empty:hidden">
        {foundAt !== undefined && (
          <DraftFound control={control} foundAt={foundAt} onForget={onForget} />
        )}
        <FaultSummary
          control={control}
          slots={slots}
          problem={problem}
          idOf={idOf}
          onGo={(slot) => goTo([slot])}
        />
      </div>
      {slots.map((slot) =>
        slot.section === undefined ? (
          <SlotInput key={slot.name} slot={slot} id={idOf(slot)} control={control} axes={axes} />
        ) : null,
      )}
      {sections.map((section) => (
        <fieldset key={section.id} className="space-y-7 border-t border-line pt-5">
          <legend className="font-700">{section.title}</legend>
          {slots.map((slot) =>
            slot.section === section ? (
              <SlotInput
                key={slot.name}
                slot={slot}
                id={idOf(slot)}
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
        {acts}
        {keeper.savedAt !== undefined && (
          <output className="text-[0.875rem] text-sub">{kit('draft.saved')}</output>
        )}
      </div>
    </form>
  )
}

type FormControl = Control<FormValues, unknown, FormValues>

/** That a draft was found, until the form is sent for the first time. */
function DraftFound({
  control,
  foundAt,
  onForget,
}: {
  readonly control: FormControl
  readonly foundAt: string
  readonly onForget: () => void
}) {
  const kit = useKit()
  const moment = useMoment()
  const { isSubmitted } = useFormState({ control })
  if (isSubmitted) return null
  return (
    <Notice
      kind="info"
      title={kit('draft.found', { when: moment(foundAt) })}
      foot={
        <Button size="small" onPress={onForget}>
          {kit('draft.forget')}
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
  if (typeof value !== 'object' || value === null) return nothing
  const one: unknown = Object.entries(value).find(([name]) => name === key)?.[1]
  return typeof one === 'object' && one !== null ? { ...one } : nothing
}
