import { createElement, useId, useRef, useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useFormatDate } from '#ui/dates.ts'
import { inputOf } from '#ui/form/FieldInput.tsx'
import { inputClass } from '#ui/form/inputs/inputClasses.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { AuditDesk, AuditItem, Grade } from '../contract.ts'
import { keptDraft, keepDraft } from './drafts.ts'
import { text } from './text.ts'
import { touchedByAudits } from './touched.ts'
import { useDeskKeys } from './useDeskKeys.ts'

const grades = [
  'nonconformity',
  'improvement',
  'recommendation',
] as const satisfies readonly Grade[]
/** The keys of the answers of a view, in their order. */
const answerKeys = ['q', 'w', 'e', 't', 'y'] as const

/** My finding on one item: what I saw, how bad it is, what I say, and a note for myself. */
export function Finding({ desk, item }: { readonly desk: AuditDesk; readonly item: AuditItem }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const place = `${desk.id} ${item.key}`
  const draft = keptDraft(place)
  const [value, setValue] = useState<unknown>(draft?.value ?? item.answer?.value)
  const [remark, setRemark] = useState(draft?.remark ?? item.answer?.comment ?? '')
  const remarkBox = useRef<HTMLTextAreaElement>(null)
  const ids = { remark: useId(), answer: useId() }
  const { mayAnswer } = desk
  const keep = (next: { readonly value?: unknown; readonly remark?: string }): void =>
    keepDraft(place, { value, remark, ...next })
  const answer = (next: unknown): void => {
    setValue(next)
    keep({ value: next })
  }
  const isLast =
    mayAnswer &&
    desk.programme.filter(({ outcome, key }) => outcome === null && key !== item.key).length === 0
  const filing = useAction({
    call: () =>
      api.post('/api/occurrences/:id/answers', {
        params: { id: desk.id },
        body: {
          answers: [
            {
              item: item.key,
              value,
              comment: remark.trim() || undefined,
              seen: item.answer?.at,
            },
          ],
        },
      }),
    invalidates: touchedByAudits,
    evenWhenRefused: true,
    done: () => {
      keepDraft(place, undefined)
      showToast(say('filed'))
    },
  })
  const grading = useAction({
    call: (grade: Grade | null) =>
      api.post('/api/audits/:id/grades', {
        params: { id: desk.id },
        body: { item: item.key, grade },
      }),
    invalidates: touchedByAudits,
    refusal: 'toast',
  })
  const grade = (wanted: Grade): void => {
    if (mayAnswer) void grading.run(item.grade === wanted ? null : wanted)
  }
  const options = optionsOf(item, say('yes'), say('no'))
  const toggle = (index: number): void => {
    const option = options?.[index]
    if (option === undefined || !mayAnswer) return
    if (item.field.type !== 'choices') return answer(option.value)
    const chosen = Array.isArray(value) ? (value as unknown[]) : []
    answer(
      chosen.includes(option.value)
        ? chosen.filter((each) => each !== option.value)
        : [...chosen, option.value],
    )
  }
  const file = (): void => {
    if (mayAnswer && !filing.pending) void filing.run()
  }
  useDeskKeys({
    ...Object.fromEntries(grades.map((each, index) => [String(index + 1), () => grade(each)])),
    ...Object.fromEntries(answerKeys.map((key, index) => [key, () => toggle(index)])),
    r: () => remarkBox.current?.focus(),
    enter: file,
  })
  return (
    <section aria-label={say('mine')} className="min-w-0">
      <h2 className="mb-2 text-[1rem] text-sub">{say('mine')}</h2>
      <Card padded>
        <div className="flex flex-col gap-4">
          <ProblemNotice error={filing.problem} />
          <fieldset disabled={!mayAnswer}>
            <legend id={ids.answer} className="mb-1 text-[0.9375rem] font-700">
              {say('viewAnswer')}
            </legend>
            {options === undefined ? (
              createElement(inputOf(item.field), {
                field: item.field,
                id: `${ids.answer}-input`,
                value,
                onChange: answer,
                onBlur: () => undefined,
                describedBy: ids.answer,
                invalid: false,
                required: false,
                axes: [],
              })
            ) : (
              <div className="flex flex-wrap gap-2">
                {options.map((option, index) => {
                  const isOn = Array.isArray(value)
                    ? value.includes(option.value)
                    : value === option.value
                  return (
                    <Button
                      key={option.title}
                      kind={isOn ? 'line' : 'plain'}
                      aria-pressed={isOn}
                      isDisabled={!mayAnswer}
                      onPress={() => toggle(index)}
                    >
                      {isOn && <span aria-hidden="true">✓</span>}
                      {option.title}
                    </Button>
                  )
                })}
              </div>
            )}
          </fieldset>
          <fieldset disabled={!mayAnswer}>
            <legend className="mb-1 text-[0.9375rem] font-700">{say('grade')}</legend>
            <div className="flex flex-wrap gap-2">
              {grades.map((each) => (
                <Button
                  key={each}
                  kind={item.grade === each ? 'line' : 'plain'}
                  aria-pressed={item.grade === each}
                  isDisabled={!mayAnswer}
                  onPress={() => grade(each)}
                >
                  {item.grade === each && <span aria-hidden="true">✓</span>}
                  {say(`grade.${each}`)}
                </Button>
              ))}
            </div>
          </fieldset>
          <div>
            <label htmlFor={ids.remark} className="mb-1 block text-[0.9375rem] font-700">
              {say('remark')}
            </label>
            <textarea
              ref={remarkBox}
              id={ids.remark}
              rows={4}
              maxLength={2000}
              readOnly={!mayAnswer}
              value={remark}
              onChange={({ target }) => {
                setRemark(target.value)
                keep({ remark: target.value })
              }}
              onKeyDown={(event) => {
                if (event.key === 'Escape') event.currentTarget.blur()
              }}
              className={inputClass(false)}
            />
          </div>
          {mayAnswer && (
            <p className="text-[0.875rem] text-sub">
              {say('mend', {
                who: item.mend.who.join(signs().list),
                date: date(item.mend.by),
              })}
            </p>
          )}
          {item.answer !== null && (
            <p className="text-[0.875rem] text-sub">
              {say('given', {
                name: item.answer.by ?? '',
                date: date(dayOf(item.answer.at)),
              })}
              {signs().colon}
              {item.answer.shown}
            </p>
          )}
          {isLast && <Notice kind="warn">{say('lastOne')}</Notice>}
          {mayAnswer && (
            <Button kind="main" wide isPending={filing.pending} onPress={file}>
              {say(isLast ? 'fileLast' : 'file')}
            </Button>
          )}
        </div>
      </Card>
      {mayAnswer && (
        <Note
          desk={desk}
          item={item}
          onPut={(note) => {
            const next = remark === '' ? note : `${remark}\n${note}`
            setRemark(next)
            keep({ remark: next })
          }}
        />
      )}
    </section>
  )
}

/** What a view may be answered with, where it is picked; undefined where it is written. */
function optionsOf(
  { field }: AuditItem,
  yes: string,
  no: string,
): readonly { readonly value: unknown; readonly title: string }[] | undefined {
  if (field.type === 'yes-no')
    return [
      { value: true, title: yes },
      { value: false, title: no },
    ]
  if (field.type !== 'choice' && field.type !== 'choices') return undefined
  return field.options?.map(({ id, title }) => ({ value: id, title }))
}

/** What I write for myself; it is kept when the box is left. */
function Note({
  desk,
  item,
  onPut,
}: {
  readonly desk: AuditDesk
  readonly item: AuditItem
  readonly onPut: (note: string) => void
}) {
  const say = useTexts(text)
  const id = useId()
  const [note, setNote] = useState(item.note)
  const keeping = useAction({
    call: (words: string) =>
      api.post('/api/audits/:id/notes', {
        params: { id: desk.id },
        body: { item: item.key, note: words },
      }),
    invalidates: touchedByAudits,
    done: () => showToast(say('noteKept')),
  })
  return (
    <div className="mt-4">
      <ProblemNotice error={keeping.problem} />
      <label htmlFor={id} className="mb-1 block text-[0.9375rem] font-700">
        {say('note')}
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={4000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        onBlur={() => {
          if (note !== item.note) void keeping.run(note)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
        className={inputClass(false)}
      />
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <span className="grow text-[0.875rem] text-sub">{say('noteHint')}</span>
        {note.trim() !== '' && (
          <Button kind="quiet" size="small" onPress={() => onPut(note.trim())}>
            {say('putNote')}
          </Button>
        )}
      </div>
    </div>
  )
}
