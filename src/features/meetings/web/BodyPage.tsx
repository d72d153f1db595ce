import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { cadenceWords } from '#kernel/calendar/recurrence.ts'
import { inLanguage } from '#kernel/words/words.ts'
import { queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatDate, useFormatMoment } from '#ui/dates.ts'
import { signs, useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { BodyView, MeetingRow } from '../contract.ts'
import { Agenda } from './Agenda.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { text } from './text.ts'

/** One body: the cases that wait for it, its meetings, its members. */
export default function BodyPage() {
  const { body = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/bodies/:body', { params: { body } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Body body={data} />
}

function Body({ body }: { readonly body: BodyView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const language = useLanguage()
  const [planning, plan] = useState(false)
  const cadence = body.meets === null ? [] : [inLanguage(cadenceWords(body.meets), language)]
  const due = body.dueOn === null ? [] : [say('due', { date: date(body.dueOn) })]
  return (
    <>
      <PageHeading
        title={body.title}
        above={<Breadcrumb trail={[{ title: say('title'), href: '/bodies' }]} />}
        lead={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span>{[...cadence, ...due].join(signs().dot)}</span>
            {body.late && <Tag state="late">{say('late')}</Tag>}
          </span>
        }
        actions={
          body.mayRecord && (
            <Button kind="main" onPress={() => plan(true)}>
              {say('plan')}
            </Button>
          )
        }
      />
      <Section title={say('agenda')} count={body.agenda.length}>
        <Agenda items={body.agenda} />
      </Section>
      <Section title={say('meetings')} count={body.meetings.length}>
        {body.meetings.length === 0 ? (
          <Card padded>
            <p className="text-sub">{say('meetingsNone')}</p>
          </Card>
        ) : (
          <Card>
            <Rows label={say('meetings')}>
              {body.meetings.map((meeting) => (
                <Meeting key={meeting.id} meeting={meeting} />
              ))}
            </Rows>
          </Card>
        )}
      </Section>
      {body.tasks.length > 0 && (
        <Section title={say('tasks')}>
          <Card>
            <Rows label={say('tasks')}>
              {body.tasks.map((task) => (
                <Row
                  key={task.id}
                  title={task.title}
                  state={<Grounds provisions={task.carries} />}
                />
              ))}
            </Rows>
          </Card>
        </Section>
      )}
      <Section title={say('people')} count={body.people.length}>
        <Card>
          <Rows label={say('people')}>
            {body.people.map((person) => (
              <Row
                key={person.person}
                title={
                  <Link quiet href={`/organization/persons/${person.person}`}>
                    {person.name}
                  </Link>
                }
                subject={person.as}
                detail={person.unitTitle}
              />
            ))}
          </Rows>
        </Card>
      </Section>
      {body.carries.length > 0 && (
        <div className="mt-5">
          <Grounds provisions={body.carries} />
        </div>
      )}
      {planning && <PlanDialog body={body.id} rounds={body.rounds} onClose={() => plan(false)} />}
    </>
  )
}

function Meeting({ meeting }: { readonly meeting: MeetingRow }) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  const state = {
    planned: <Tag state="due">{say('statePlanned')}</Tag>,
    held: <Tag state="good">{say('stateHeld')}</Tag>,
    cancelled: <Tag state="none">{say('stateCancelled')}</Tag>,
  }[meeting.state]
  return (
    <Row
      title={
        <Link quiet href={`/meetings/${meeting.id}`}>
          {meeting.number}
        </Link>
      }
      subject={moment(meeting.beginsAt)}
      detail={[
        meeting.place,
        ...(meeting.decided > 0 ? [say('decided', { count: meeting.decided })] : []),
      ]
        .filter(Boolean)
        .join(signs().dot)}
      state={state}
    />
  )
}
