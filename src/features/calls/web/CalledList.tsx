import { useState } from 'react'
import { api } from '#ui/api.ts'
import { useFormatMoment } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, Rows } from '#ui/parts/Card.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { CalledRow, CallView } from '../contract.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { text } from './text.ts'

/** Everybody who was called: who needs help and who is silent first, with buttons to ring them up. */
export function CalledList({ view }: { readonly view: CallView }) {
  const say = useTexts(text)
  const [recording, record] = useState<CalledRow>()
  return (
    <Card>
      <Rows label={say('answersTitle')}>
        {view.people.map((person) => (
          <Person key={person.person} one={person} view={view} onRecord={() => record(person)} />
        ))}
      </Rows>
      {recording !== undefined && (
        <DialogFrame
          isOpen
          title={say('recordOf', { name: recording.name })}
          onClose={() => record(undefined)}
        >
          <AnswerForm
            call={(body) =>
              api.post('/api/calls/:id/answers/:person', {
                params: { id: view.id, person: recording.person },
                body,
              })
            }
            onAnswered={() => {
              record(undefined)
              showToast(say('saved'))
            }}
          />
        </DialogFrame>
      )}
    </Card>
  )
}

function Person({
  one,
  view,
  onRecord,
}: {
  readonly one: CalledRow
  readonly view: CallView
  readonly onRecord: () => void
}) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  const number = one.emergencyPhone ?? one.phone
  const silent = one.state === null
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <div className="min-w-0 grow basis-60 leading-160">
        <b className="font-700">
          <Link href={`/organization/persons/${one.person}`} quiet>
            {one.name}
          </Link>
        </b>
        <span className="ml-3 text-[0.875rem] text-sub">
          {one.role}・{one.unit}
        </span>
        <p className="text-[0.875rem] text-sub">
          {one.answeredAt === null
            ? say('told', { count: one.told, at: moment(one.toldAt) })
            : [
                moment(one.answeredAt),
                say('minutes', {
                  count: Math.max(
                    0,
                    Math.floor((Date.parse(one.answeredAt) - Date.parse(view.startedAt)) / 60_000),
                  ),
                }),
                one.answeredBy === null ? '' : say(`by.${one.answeredBy}` as 'by.link'),
              ]
                .filter(Boolean)
                .join('・')}
        </p>
        {one.note !== null && <p className="text-[0.9375rem]">{one.note}</p>}
      </div>
      <Tag
        state={
          one.state === 'help' ? 'late' : silent ? 'none' : one.state === 'later' ? 'due' : 'good'
        }
      >
        {one.state === null ? say('silent') : say(`short.${one.state}`)}
      </Tag>
      {silent && view.endedAt === null && (
        <span className="flex flex-wrap gap-2">
          {number !== null && (
            <ButtonLink
              size="small"
              icon="phone"
              href={`tel:${number}`}
              aria-label={`${say('call', { name: one.name })} ${number}`}
            >
              <span className="numerals">{number}</span>
            </ButtonLink>
          )}
          <Button size="small" onPress={onRecord} aria-label={say('recordOf', { name: one.name })}>
            {say('save')}
          </Button>
        </span>
      )}
    </li>
  )
}
