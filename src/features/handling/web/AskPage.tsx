import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { inputs } from '#ui/form/FieldInput.tsx'
import type { FormAxis, FormField, Values } from '#ui/form/types.ts'
import { useFormModel } from '#ui/form/useFormModel.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { VerdictNotice } from './VerdictNotice.tsx'
import type { Acts } from '../contract.ts'
import { text } from './text.ts'

type ActView = Acts['acts'][number]

const noFields: readonly FormField[] = []

/** Ask before you act: one sentence to complete, and the verdict under it as one types. */
export default function AskPage() {
  const say = useTexts(text)
  const { data, error } = useQuery({ ...queryOf('/api/handling/acts'), staleTime: 600_000 })
  return (
    <>
      <PageHeading title={say('title')} lead={say('lead')} />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-40" />}
      {data !== undefined && <Sentence {...data} />}
    </>
  )
}

function Sentence({ acts, axes, groups }: Acts) {
  const say = useTexts(text)
  const [search, change] = useSearchParams()
  const [fields, setFields] = useState<Values>({})
  const [level, setLevel] = useState<Values>({})
  const act = acts.find((candidate) => candidate.id === search['act'])
  const about = search['about'] ?? ''
  const general = search['general'] === 'yes'
  const registerOf = (actView: ActView | undefined): string | null =>
    actView?.register ?? acts.find((candidate) => candidate.register !== null)?.register ?? null
  const register = registerOf(act)
  const model = useFormModel(act?.asks ?? noFields, axes)
  const shown =
    act?.asks.filter(
      (field) => model?.stateOf(field.id, fields).shown ?? field.whenSource === undefined,
    ) ?? []
  const answers = filled(shown, fields)
  const open = shown
    .filter(
      (field) =>
        (model?.stateOf(field.id, fields).required ?? field.required) &&
        answers[field.id] === undefined,
    )
    .map((field) => field.title)
  /** What was chosen stays as long as the new act is about the same ledger. */
  const changeAct = (id: string): void =>
    change({
      act: id || undefined,
      ...(registerOf(acts.find((candidate) => candidate.id === id)) === register
        ? {}
        : { about: undefined }),
    })
  const question =
    act === undefined || (act.about && !general && about === '')
      ? undefined
      : {
          act: act.id,
          ...(act.about && !general ? { about: [about] } : {}),
          ...(act.about && general ? { class: level } : {}),
          fields: answers,
        }
  return (
    <>
      <div className="flex flex-col gap-x-3 gap-y-5 md:flex-row md:items-start">
        {act?.about !== false && (
          <div className="min-w-0 md:w-112">
            {general ? (
              <Chooser
                id="class"
                type="class"
                title={say('classTitle')}
                value={level}
                onChange={(value) => setLevel(value as Values)}
                axes={axes}
              />
            ) : (
              <Chooser
                id="about"
                type="line"
                title={say('what')}
                register={register ?? ''}
                value={about}
                onChange={(value) =>
                  change({ about: typeof value === 'string' ? value : undefined })
                }
                axes={axes}
              />
            )}
            <label className="mt-1 flex min-h-11 cursor-pointer items-center gap-2.5 text-[0.9375rem]">
              <input
                type="checkbox"
                className="size-5 accent-act"
                checked={general}
                onChange={(event) =>
                  change({
                    general: event.currentTarget.checked ? 'yes' : undefined,
                    about: undefined,
                  })
                }
              />
              {say('general')}
            </label>
          </div>
        )}
        {act?.about !== false && (
          <span aria-hidden="true" className="hidden pt-10 text-[1.125rem] md:block">
            {say('particle')}
          </span>
        )}
        <div className="min-w-0">
          <label htmlFor="ask-act" className="mb-1 block font-700">
            {say('do')}
          </label>
          <select
            id="ask-act"
            value={act?.id ?? ''}
            onChange={(event) => changeAct(event.currentTarget.value)}
            className="min-h-12 w-full max-w-full cursor-pointer rounded-8 border border-edge bg-paper px-3 hover:border-ink md:w-80"
          >
            <option value="">{say('choose')}</option>
            {[...groups, null].map((group) => (
              <ActOptions
                key={group ?? ''}
                group={group}
                acts={acts.filter((candidate) => candidate.group === group)}
              />
            ))}
          </select>
        </div>
      </div>
      {act !== undefined && shown.length > 0 && (
        <fieldset className="mt-6 grid gap-x-8 gap-y-5 border-t border-line pt-5 md:grid-cols-2">
          <legend className="sr-only">{say('details')}</legend>
          {shown.map((field) => (
            <Chooser
              key={`${act.id}.${field.id}`}
              {...field}
              value={fields[field.id]}
              onChange={(value) => setFields((before) => ({ ...before, [field.id]: value }))}
              axes={axes}
            />
          ))}
        </fieldset>
      )}
      <div className="mt-7" aria-live="polite">
        <Verdicts asked={question} open={open} />
      </div>
    </>
  )
}

/** The acts of one section; those that lead to no procedure stand last. */
function ActOptions({
  group,
  acts,
}: {
  readonly group: string | null
  readonly acts: readonly ActView[]
}) {
  const say = useTexts(text)
  const options = acts.map((act) => (
    <option key={act.id} value={act.id}>
      {act.title}
    </option>
  ))
  return options.length > 0 && <optgroup label={group ?? say('otherActs')}>{options}</optgroup>
}

/** The verdict. Where no rule speaks yet because something is not said, that is what is shown instead of a yes or no. */
function Verdicts({
  asked,
  open,
}: {
  readonly asked: Readonly<Record<string, unknown>> | undefined
  readonly open: readonly string[]
}) {
  const say = useTexts(text)
  const question = useDeferredValue(JSON.stringify(asked))
  const { data, error } = useQuery({
    ...queryOf('/api/handling/ask', { query: { question } }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 5_000,
  })
  if (asked === undefined) return <EmptyState title={say('empty')}>{say('emptyLead')}</EmptyState>
  if (error !== null) return <ProblemNotice error={error} />
  if (data?.rule === null && open.length > 0)
    return (
      <EmptyState title={say('undecided')}>
        {say('undecidedLead', { open: open.join('、') })}
      </EmptyState>
    )
  return data === undefined ? (
    <div className="skeleton h-40" />
  ) : (
    <VerdictNotice
      verdict={data}
      about={(asked['about'] as readonly string[] | undefined) ?? []}
      fields={asked['fields'] as Values}
    />
  )
}

/** Answers that are filled in; empty ones are left out. */
function filled(asks: readonly FormField[], fields: Values): Values {
  return Object.fromEntries(
    asks
      .map((field) => [field.id, fields[field.id]])
      .filter(([, value]) => value !== undefined && value !== '' && value !== null),
  )
}

function Chooser({
  value,
  onChange,
  axes,
  ...fieldProps
}: {
  readonly id: string
  readonly title: string
  readonly type: FormField['type']
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly axes: readonly FormAxis[]
} & Partial<FormField>) {
  const field: FormField = { ...fieldProps, required: false, carries: [] }
  const Input = inputs[field.type]
  const id = `ask-${field.id}`
  return (
    <FieldFrame field={field} id={id} required={false} fault={undefined}>
      {(describedBy) => (
        <Input
          field={field}
          id={id}
          value={value}
          onChange={onChange}
          onBlur={() => undefined}
          describedBy={describedBy}
          invalid={false}
          required={false}
          axes={axes}
        />
      )}
    </FieldFrame>
  )
}
