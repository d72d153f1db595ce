import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { queryOf } from '#ui/api.ts'
import type { FormAxis, Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { Acts } from '../contract.ts'
import { Chooser } from './Chooser.tsx'
import { text } from './text.ts'
import { useQuestion } from './useQuestion.ts'
import type { Question, QuestionState } from './useQuestion.ts'
import { VerdictNotice } from './VerdictNotice.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'

/** これをしてもいい？: a sentence to complete, and under it the verdict, which follows each change. */
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

function Sentence(offer: Acts) {
  const { acts, axes, groups } = offer
  const say = useTexts(text)
  const state = useQuestion(offer)
  const { act, shown, fields, setField } = state
  return (
    <>
      <div className="flex flex-col gap-x-3 gap-y-5 md:flex-row md:items-start">
        {act?.about !== false && (
          <>
            <AboutPart state={state} axes={axes} />
            <span aria-hidden="true" className="hidden pt-10 text-[1.125rem] md:block">
              {say('particle')}
            </span>
          </>
        )}
        <div className="min-w-0">
          <label htmlFor="ask-act" className="mb-1 block font-700">
            {say('do')}
          </label>
          <SelectBox
            wide
            id="ask-act"
            value={act?.id ?? ''}
            onChange={(event) => state.setAct(event.currentTarget.value)}
          >
            <option value="">{say('choose')}</option>
            {[...groups, null].map((group) => (
              <ActOptions
                key={group ?? ''}
                group={group}
                acts={acts.filter((candidate) => candidate.group === group)}
              />
            ))}
          </SelectBox>
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
              onChange={(value) => setField(field.id, value)}
              axes={axes}
            />
          ))}
        </fieldset>
      )}
      <div className="mt-7" aria-live="polite">
        <Verdicts question={state.question} open={state.open} />
      </div>
    </>
  )
}

/** What the act is about: an entry of a register, or a class in general. */
function AboutPart({
  state,
  axes,
}: {
  readonly state: QuestionState
  readonly axes: readonly FormAxis[]
}) {
  const say = useTexts(text)
  return (
    <div className="min-w-0 md:w-112">
      {state.general ? (
        <Chooser
          id="class"
          type="class"
          title={say('classTitle')}
          value={state.level}
          onChange={(value) => state.setLevel(value as Values)}
          axes={axes}
        />
      ) : (
        <Chooser
          id="about"
          type="line"
          title={say('what')}
          register={state.register ?? ''}
          value={state.about}
          onChange={(value) => state.setAbout(typeof value === 'string' ? value : undefined)}
          axes={axes}
        />
      )}
      <label className="mt-1 flex min-h-11 cursor-pointer items-center gap-2.5 text-[0.9375rem]">
        <input
          type="checkbox"
          className="size-5 accent-act"
          checked={state.general}
          onChange={(event) => state.setGeneral(event.currentTarget.checked)}
        />
        {say('general')}
      </label>
    </div>
  )
}

/** The acts of one section; `group` is null for those that lead to no procedure. */
function ActOptions({
  group,
  acts,
}: {
  readonly group: string | null
  readonly acts: Acts['acts']
}) {
  const say = useTexts(text)
  const options = acts.map((act) => (
    <option key={act.id} value={act.id}>
      {act.title}
    </option>
  ))
  return options.length > 0 && <optgroup label={group ?? say('otherActs')}>{options}</optgroup>
}

/**
 * The verdict under the question. If no rule applies yet and required answers are missing, says
 * which answers are missing instead of the verdict.
 */
function Verdicts({
  question,
  open,
}: {
  readonly question: Question | undefined
  readonly open: readonly string[]
}) {
  const say = useTexts(text)
  const deferredQuestion = useDeferredValue(JSON.stringify(question))
  const { data, error } = useQuery({
    ...queryOf('/api/handling/ask', { query: { question: deferredQuestion } }),
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 5_000,
  })
  if (question === undefined)
    return <EmptyState title={say('empty')}>{say('emptyLead')}</EmptyState>
  if (error !== null) return <ProblemNotice error={error} />
  if (data?.rule === null && open.length > 0)
    return (
      <EmptyState title={say('undecided')}>
        {say('undecidedLead', { open: open.join(signs().list) })}
      </EmptyState>
    )
  return data === undefined ? (
    <div className="skeleton h-40" />
  ) : (
    <VerdictNotice verdict={data} about={question.about ?? []} fields={question.fields} />
  )
}
