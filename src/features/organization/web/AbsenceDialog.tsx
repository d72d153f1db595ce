import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queryOf } from '#ui/api.ts'
import type { Values } from '#ui/form/types.ts'
import { someText, textOf } from '#ui/form/values.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import type { AbsenceRow } from '../contract/absences.ts'
import { field, filled, today } from './data.ts'
import { FormDialog } from './FormDialog.tsx'
import { text } from './text.ts'

/** Registers an absence of one person, or of somebody to choose; or changes one. */
export function AbsenceDialog({
  absence,
  person,
  onClose,
}: {
  readonly absence?: AbsenceRow
  readonly person?: string
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const choose = absence === undefined && person === undefined
  const fields = [
    ...(choose ? [field('person', say('person'), 'person', { required: true })] : []),
    field('from', say('absentFrom'), 'date', { required: true }),
    field('to', say('absentTo'), 'date', { required: true, after: 'from' }),
    field('note', say('note'), 'text', { help: say('noteHelp'), max: 500 }),
  ]
  const values = absence
    ? filled({ from: absence.from, to: absence.to, note: absence.note })
    : { from: today(), to: today() }
  const [typed, type] = useState<Values>(values)
  return (
    <FormDialog
      title={absence ? `${say('editAbsence')}${signs().colon}${absence.name}` : say('addAbsence')}
      lead={say('absenceTeach')}
      fields={fields}
      values={values}
      onClose={onClose}
      onValues={type}
      send={(input) => {
        const body = {
          from: textOf(input['from']),
          to: textOf(input['to']),
          note: textOf(input['note']),
        }
        return absence
          ? api.patch('/api/absences/:id', {
              params: { id: absence.id },
              body,
              ifMatch: absence.version,
            })
          : api.post('/api/absences', {
              body: {
                ...body,
                person: person ?? textOf(input['person']),
                note: someText(input['note']),
              },
            })
      }}
    >
      <Deputies
        person={absence?.person ?? person ?? textOf(typed['person'])}
        from={textOf(typed['from'])}
        to={textOf(typed['to'])}
      />
    </FormDialog>
  )
}

const day = /^\d{4}-\d{2}-\d{2}$/

/** Who would act for which role during the absence, before it is recorded. */
function Deputies({
  person,
  from,
  to,
}: {
  readonly person: string
  readonly from: string
  readonly to: string
}) {
  const say = useTexts(text)
  const { data } = useQuery({
    ...queryOf('/api/absences/deputies', { query: { person, from, to } }),
    enabled: person !== '' && day.test(from) && day.test(to) && from <= to,
    placeholderData: (before) => before,
  })
  if (data === undefined) return null
  return (
    <section
      aria-label={say('deputies')}
      aria-live="polite"
      className="mb-5 rounded-8 bg-soft px-4 py-3"
    >
      <h3 className="text-[0.9375rem] font-700">{say('deputies')}</h3>
      {data.length === 0 ? (
        <p className="text-[0.9375rem] text-sub">{say('deputiesNone')}</p>
      ) : (
        <>
          <ul className="mt-1 space-y-0.5 text-[0.9375rem]">
            {data.map(({ seat, persons }) => (
              <li key={seat}>
                {seat}
                <span aria-hidden="true"> → </span>
                {persons.length === 0 ? (
                  <b className="text-warn">▲ {say('deputyMissing')}</b>
                ) : (
                  <b>{persons.map(({ name }) => name).join(signs().list)}</b>
                )}
              </li>
            ))}
          </ul>
          <p className="mt-1 text-[0.875rem] text-sub">{say('deputiesAsked')}</p>
        </>
      )}
    </section>
  )
}
