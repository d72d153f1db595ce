import { useState } from 'react'
import { api } from '#ui/api.ts'
import { useFormatMoment } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, Rows } from '#ui/parts/Card.tsx'
import { Telephone } from '#ui/parts/Contact.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { CalledRow, CallView } from '../contract.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { text } from './text.ts'

/** Everybody who was called, with buttons to telephone those who have not answered. */
export function CalledList({ view }: { readonly view: CallView }) {
  const say = useTexts(text)
  const [recordedPerson, setRecordedPerson] = useState<CalledRow>()
  return (
    <Card>
      <Rows label={say('answersTitle')}>
        {view.people.map((person) => (
          <Person
            key={person.person}
            row={person}
            view={view}
            onRecord={() => setRecordedPerson(person)}
          />
        ))}
      </Rows>
      {recordedPerson !== undefined && (
        <DialogFrame
          isOpen
          title={say('recordOf', { name: recordedPerson.name })}
          onClose={() => setRecordedPerson(undefined)}
        >
          <AnswerForm
            call={(body) =>
              api.post('/api/calls/:id/answers/:person', {
                params: { id: view.id, person: recordedPerson.person },
                body: { ...body, was: recordedPerson.state },
              })
            }
            onAnswered={() => {
              setRecordedPerson(undefined)
              showToast(say('saved'))
            }}
          />
        </DialogFrame>
      )}
    </Card>
  )
}

function Person({
  row,
  view,
  onRecord,
}: {
  readonly row: CalledRow
  readonly view: CallView
  readonly onRecord: () => void
}) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  const number = row.emergencyPhone ?? row.phone
  const isSilent = row.state === null
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="min-w-0 grow basis-60 leading-160">
        <b className="font-700">
          <Link href={`/organization/persons/${row.person}`} quiet>
            {row.name}
          </Link>
        </b>
        <span className="ml-3 text-[0.875rem] text-sub">
          {row.role}
          {signs().dot}
          {row.unit}
        </span>
        <p className="text-[0.875rem] text-sub">
          {row.answeredAt === null
            ? say('told', { count: row.told, at: moment(row.toldAt) })
            : [
                moment(row.answeredAt),
                say('minutes', {
                  count: Math.max(
                    0,
                    Math.floor((Date.parse(row.answeredAt) - Date.parse(view.startedAt)) / 60_000),
                  ),
                }),
                row.answeredBy === null ? '' : say(`by.${row.answeredBy}` as 'by.link'),
              ]
                .filter(Boolean)
                .join(signs().dot)}
        </p>
        {row.note !== null && <p className="text-[0.9375rem]">{row.note}</p>}
      </div>
      <Tag
        state={
          row.state === 'help' ? 'late' : isSilent ? 'none' : row.state === 'later' ? 'due' : 'good'
        }
      >
        {row.state === null ? say('silent') : say(`short.${row.state}`)}
      </Tag>
      {isSilent && view.endedAt === null && (
        <span className="flex flex-wrap gap-2">
          {number !== null && (
            <Telephone button number={number} label={say('call', { name: row.name })} />
          )}
          <Button size="small" onPress={onRecord} aria-label={say('recordOf', { name: row.name })}>
            {say('save')}
          </Button>
        </span>
      )}
    </li>
  )
}
