import { useEffect, useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { ApiProblem, fieldOf } from '../api.ts'
import { useMoment } from '../dates.ts'
import { useKit } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import type { ButtonKind } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { ProblemNotice } from '../parts/ProblemNotice.tsx'
import { checkValue } from './check.ts'
import type { Conditions } from './conditions.ts'
import { useDraft } from './draft.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { inputs } from './FieldInput.tsx'
import type { FormAxis, FormField, Values } from './types.ts'
import { useConditions } from './useConditions.ts'

export interface FormProps {
  readonly fields: readonly FormField[]
  /** What is filled in already. */
  readonly values?: Values
  /** The axes for fields of the type `class`. */
  readonly axes?: readonly FormAxis[]
  /** Further names that conditions may use, with their values (applicant, asset, today …). */
  readonly given?: Values
  /** Keeps what is typed under this key until it is sent: here at once, on the server soon after. */
  readonly draft?: string
  /** Called with the values of the shown fields; when it throws an `ApiProblem` its faults are put beside the fields. Answering false means
   * that nothing was sent: the draft stays. */
  readonly onSubmit: (values: Values) => Promise<void | false>
  /** The words of the button, e.g. 申請する. */
  readonly submit: string
  readonly submitKind?: ButtonKind
  /** Further buttons beside it. */
  readonly acts?: ReactNode
}

const noAxes: readonly FormAxis[] = []
const nothing: Values = {}

/** A form drawn from fields. Waits for a draft that may be there, then draws the fields. */
export function Form(props: FormProps) {
  const keeper = useDraft(props.draft)
  const conditions = useConditions(props.fields, props.axes ?? noAxes, props.given ?? nothing)
  const [fresh, startFresh] = useState(0)
  const draft = fresh === 0 ? keeper.found : null
  if (draft === undefined || conditions === undefined) return <div className="skeleton h-40" />
  return (
    <Fields
      key={fresh}
      {...props}
      keeper={keeper}
      conditions={conditions}
      initial={{ ...props.values, ...draft?.values }}
      foundAt={draft?.savedAt}
      onForget={() => {
        keeper.drop()
        startFresh(fresh + 1)
      }}
    />
  )
}

type FieldsProps = FormProps & {
  readonly keeper: ReturnType<typeof useDraft>
  readonly conditions: Conditions
  readonly initial: Values
  readonly foundAt: string | undefined
  readonly onForget: () => void
}

function Fields({
  fields,
  axes = noAxes,
  onSubmit,
  submit,
  submitKind = 'main',
  acts,
  keeper,
  conditions,
  initial,
  foundAt,
  onForget,
}: FieldsProps) {
  const kit = useKit()
  const moment = useMoment()
  const base = useId()
  const { control, handleSubmit, getValues, setError, formState } = useForm<
    Record<string, unknown>
  >({ defaultValues: initial, shouldFocusError: false })
  const [problem, setProblem] = useState<unknown>()
  const top = useRef<HTMLDivElement>(null)
  const idOf = (field: FormField): string => `${base}${field.id}`
  const { keep } = keeper
  const watched = useWatch({ control })
  const dirty = formState.isDirty
  useEffect(() => {
    if (dirty) keep(watched)
  }, [watched, dirty, keep])
  const now = { ...initial, ...watched }
  const shown = fields.filter((field) => conditions.shown(field, now))
  const first = (ids: ReadonlySet<string>): void => {
    const field = shown.find((each) => ids.has(each.id))
    if (field === undefined) top.current?.focus()
    else document.querySelector<HTMLElement>(`#${CSS.escape(idOf(field))}`)?.focus()
  }
  const send = async (values: Values): Promise<void> => {
    setProblem(undefined)
    try {
      const given = Object.fromEntries(
        shown
          .map((field) => [field.id, values[field.id]])
          .filter(([, value]) => value !== undefined),
      )
      if ((await onSubmit(given)) !== false) keeper.drop()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      const placed = error.faults.filter((fault) =>
        shown.some((field) => field.id === fieldOf(fault)),
      )
      for (const fault of placed)
        setError(fieldOf(fault), { type: 'server', message: fault.detail })
      setProblem(error)
      requestAnimationFrame(() => first(new Set(placed.map(fieldOf))))
    }
  }
  const faults = shown.flatMap((field) => {
    const message = formState.errors[field.id]?.message
    return typeof message === 'string' ? [{ field, message }] : []
  })
  return (
    <form
      noValidate
      className="space-y-7"
      onSubmit={(event) =>
        void handleSubmit(send, (errors) =>
          requestAnimationFrame(() => first(new Set(Object.keys(errors)))),
        )(event)
      }
    >
      <div ref={top} tabIndex={-1} className="space-y-4 outline-none empty:hidden">
        {foundAt !== undefined && !formState.isSubmitted && (
          <Notice
            kind="info"
            title={kit('draft.found', { when: moment(foundAt) })}
            foot={
              <Button size="small" onPress={onForget}>
                {kit('draft.forget')}
              </Button>
            }
          />
        )}
        {faults.length > 0 && (
          <Notice kind="stop" title={kit('form.faults', { count: faults.length })}>
            <ul className="space-y-0.5">
              {faults.map(({ field, message }) => (
                <li key={field.id}>
                  <a
                    href={`#${idOf(field)}`}
                    className="text-stop underline underline-offset-3"
                    onClick={(event) => {
                      event.preventDefault()
                      first(new Set([field.id]))
                    }}
                  >
                    {message}
                  </a>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {(faults.length === 0 ||
          !(problem instanceof ApiProblem) ||
          problem.grounds.length > 0) && <ProblemNotice error={problem} />}
      </div>
      {shown.map((field) => {
        const Input = inputs[field.type]
        return (
          <Controller
            key={field.id}
            control={control}
            name={field.id}
            shouldUnregister={false}
            rules={{
              validate: (value) => {
                const fault = checkValue(
                  field,
                  value,
                  conditions.required(field, getValues()),
                  getValues(),
                  fields,
                )
                return fault === undefined ? true : kit(`fault.${fault.code}`, fault.values)
              },
            }}
            render={({ field: slot, fieldState }) => {
              const required = conditions.required(field, getValues())
              const fault =
                typeof fieldState.error?.message === 'string' ? fieldState.error.message : undefined
              return (
                <FieldFrame field={field} id={idOf(field)} required={required} fault={fault}>
                  {(describedBy) => (
                    <Input
                      field={field}
                      id={idOf(field)}
                      value={slot.value}
                      onChange={slot.onChange}
                      onBlur={slot.onBlur}
                      describedBy={describedBy}
                      invalid={fault !== undefined}
                      required={required}
                      axes={axes}
                    />
                  )}
                </FieldFrame>
              )
            }}
          />
        )
      })}
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
        <Button type="submit" kind={submitKind} isPending={formState.isSubmitting}>
          {submit}
        </Button>
        {acts}
        {keeper.savedAt !== undefined && (
          <output className="text-[0.875rem] text-sub">{kit('draft.saved')}</output>
        )}
      </div>
    </form>
  )
}
