import { useState } from 'react'
import type { ReactNode } from 'react'
import { api } from '#ui/api.ts'
import { touchedByRecords } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { inputs } from '#ui/form/FieldInput.tsx'
import type { Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, Section } from '#ui/parts/Card.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { AgendaItem, MeetingDecision, MeetingView } from '../contract.ts'
import { text } from './text.ts'

type Choice = {
  readonly decision: string
  readonly comment: string
  readonly confirmed: readonly string[]
  readonly fields: Values
}
const undecided: Choice = { decision: '', comment: '', confirmed: [], fields: {} }

/** Records a meeting that has begun: attendance, the decision about each case, the minutes. */
export function RecordForm({ meeting }: { readonly meeting: MeetingView }) {
  const say = useTexts(text)
  const [attendees, attend] = useState<readonly string[]>(
    meeting.people.filter(({ away }) => !away).map(({ person }) => person),
  )
  const [minutes, write] = useState('')
  const [choices, choose] = useState<Readonly<Record<string, Choice>>>({})
  const rounds = meeting.topics.filter(({ occurrence }) => occurrence !== undefined)
  const [postponed, postpone] = useState<readonly string[]>([])
  const decisionsOf = (): MeetingDecision[] =>
    meeting.agenda.flatMap((item) => {
      const { decision, comment, confirmed, fields } = choices[item.case] ?? undecided
      const onward = item.decisions.some((option) => option.id === decision && option.onward)
      return decision === ''
        ? []
        : [
            {
              case: item.case,
              version: item.version,
              decision,
              ...(comment.trim() === '' ? {} : { comment }),
              confirmed: [...confirmed],
              ...(onward && item.fields.length > 0 ? { fields: { ...item.known, ...fields } } : {}),
            },
          ]
    })
  const record = useAction({
    call: () =>
      api.post('/api/meetings/:id/record', {
        params: { id: meeting.id },
        body: { attendees, minutes, decisions: decisionsOf(), postponed: [...postponed] },
        ifMatch: meeting.version,
      }),
    invalidates: touchedByRecords,
    done: () => showToast(say('recordDone')),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void record.run()
      }}
    >
      <p className="mb-4">{say('recordLead')}</p>
      <Section title={say('agenda')} count={meeting.agenda.length}>
        <div className="space-y-4">
          {meeting.agenda.length === 0 && (
            <Card padded>
              <p className="text-sub">{say('agendaNone')}</p>
            </Card>
          )}
          {meeting.agenda.map((item) => (
            <DecisionFields
              key={item.case}
              item={item}
              choice={choices[item.case] ?? undecided}
              onChange={(choice) => choose({ ...choices, [item.case]: choice })}
            />
          ))}
        </div>
      </Section>
      {rounds.length > 0 && (
        <Section title={say('rounds')}>
          <Card padded>
            <fieldset className="grid gap-y-1">
              <legend className="mb-2 text-sub">{say('roundsDone')}</legend>
              {rounds.map(({ title, occurrence = '' }) => (
                <Checkbox
                  key={occurrence}
                  on={!postponed.includes(occurrence)}
                  onChange={(on) =>
                    postpone(
                      on ? postponed.filter((id) => id !== occurrence) : [...postponed, occurrence],
                    )
                  }
                >
                  {title}
                </Checkbox>
              ))}
            </fieldset>
          </Card>
        </Section>
      )}
      <Attendees people={meeting.people} attendees={attendees} onChange={attend} />
      <Section title={say('minutes')}>
        <textarea
          required
          aria-label={say('minutes')}
          placeholder={say('minutesHelp')}
          rows={8}
          maxLength={100_000}
          value={minutes}
          onChange={(event) => write(event.currentTarget.value)}
          className="w-full rounded-8 border border-edge bg-paper px-3 py-2 leading-170"
        />
      </Section>
      <div className="mt-6 space-y-4">
        <ProblemNotice error={record.problem} />
        {attendees.length === 0 && <p className="text-stop">{say('needAttendees')}</p>}
        <Button
          kind="main"
          type="submit"
          isPending={record.pending}
          isDisabled={attendees.length === 0 || minutes.trim() === ''}
        >
          {say('record')}
        </Button>
      </div>
    </form>
  )
}

function Attendees({
  people,
  attendees,
  onChange,
}: Pick<MeetingView, 'people'> & {
  readonly attendees: readonly string[]
  readonly onChange: (attendees: readonly string[]) => void
}) {
  const say = useTexts(text)
  return (
    <Section title={say('attendees')}>
      <Card padded>
        <fieldset className="grid gap-x-6 sm:grid-cols-2">
          <legend className="sr-only">{say('attendees')}</legend>
          {people.map((person) => (
            <Checkbox
              key={person.person}
              on={attendees.includes(person.person)}
              onChange={(on) =>
                onChange(
                  on
                    ? [...attendees, person.person]
                    : attendees.filter((attendee) => attendee !== person.person),
                )
              }
            >
              {person.name}
              <span className="ml-2 text-[0.875rem] text-sub">
                {person.as}
                {person.away && `${signs().dot}${say('away')}`}
              </span>
            </Checkbox>
          ))}
        </fieldset>
      </Card>
    </Section>
  )
}

interface DecisionProps {
  readonly item: AgendaItem
  readonly choice: Choice
  readonly onChange: (choice: Choice) => void
}

function DecisionFields({ item, choice, onChange }: DecisionProps) {
  const say = useTexts(text)
  const chosen = item.decisions.find((decision) => decision.id === choice.decision)
  return (
    <Card padded>
      <fieldset>
        <legend className="font-700">
          <Link quiet href={`/cases/${item.case}`}>
            {item.subject}
          </Link>
          <span className="block text-[0.875rem] font-400 text-sub">
            {item.number}
            {signs().dot}
            {say('applicant', { name: item.applicant })}
          </span>
        </legend>
        <div className="mt-2 flex flex-wrap gap-x-6">
          {[...item.decisions, { id: '', title: say('nextTime') }].map((option) => (
            <label key={option.id} className="flex min-h-11 cursor-pointer items-center gap-2">
              <input
                type="radio"
                name={item.case}
                checked={choice.decision === option.id}
                onChange={() => onChange({ ...choice, decision: option.id })}
                className="size-5 accent-act"
              />
              {option.title}
            </label>
          ))}
        </div>
        {chosen?.confirms === true && item.confirm.length > 0 && (
          <Confirmations item={item} choice={choice} onChange={onChange} />
        )}
        {chosen?.onward === true && <StepFields item={item} choice={choice} onChange={onChange} />}
        {chosen !== undefined && (
          <label className="mt-2 block">
            <span className="mb-1 block text-[0.9375rem] font-700">
              {say(chosen.comment ? 'commentNeeded' : 'comment')}
            </span>
            <textarea
              required={chosen.comment}
              rows={2}
              maxLength={4000}
              value={choice.comment}
              onChange={(event) => onChange({ ...choice, comment: event.currentTarget.value })}
              className="w-full rounded-8 border border-edge px-3 py-2 leading-170"
            />
          </label>
        )}
      </fieldset>
    </Card>
  )
}

/** What the body confirms with its decision. */
function Confirmations({ item, choice, onChange }: DecisionProps) {
  const say = useTexts(text)
  return (
    <div className="mt-2">
      <p className="text-[0.9375rem] text-sub">{say('confirm')}</p>
      {item.confirm.map((option) => (
        <Checkbox
          key={option.id}
          on={choice.confirmed.includes(option.id)}
          onChange={(on) =>
            onChange({
              ...choice,
              confirmed: on
                ? [...choice.confirmed, option.id]
                : choice.confirmed.filter((id) => id !== option.id),
            })
          }
        >
          {option.title}
        </Checkbox>
      ))}
    </div>
  )
}

/** The fields of the step that the decision continues with. */
function StepFields({ item, choice, onChange }: DecisionProps) {
  return item.fields.map((field) => {
    const Input = inputs[field.type]
    const id = `${item.case}-${field.id}`
    const value = Object.hasOwn(choice.fields, field.id)
      ? choice.fields[field.id]
      : item.known[field.id]
    return (
      <div key={field.id} className="mt-3">
        <FieldFrame field={field} id={id} required={field.required} fault={undefined}>
          {(describedBy) => (
            <Input
              field={field}
              id={id}
              value={value}
              onChange={(next) =>
                onChange({ ...choice, fields: { ...choice.fields, [field.id]: next } })
              }
              onBlur={() => undefined}
              describedBy={describedBy}
              invalid={false}
              required={field.required}
              axes={[]}
            />
          )}
        </FieldFrame>
      </div>
    )
  })
}

function Checkbox({
  on,
  onChange,
  children,
}: {
  readonly on: boolean
  readonly onChange: (on: boolean) => void
  readonly children: ReactNode
}) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="size-5 accent-act"
      />
      <span>{children}</span>
    </label>
  )
}
