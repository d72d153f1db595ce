import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hrefOf, queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatMoment, useNow } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { MeetingView } from '../contract.ts'
import { Agenda } from './Agenda.tsx'
import { CancelDialog } from './CancelDialog.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { RecordForm } from './RecordForm.tsx'
import { text } from './text.ts'

/**
 * One meeting: its agenda while it is planned, the form of its record after it has begun, then its
 * minutes.
 */
export default function MeetingPage() {
  const { id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/meetings/:id', { params: { id } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Meeting meeting={data} />
}

function Meeting({ meeting }: { readonly meeting: MeetingView }) {
  const say = useTexts(text)
  const [moment, now] = [useFormatMoment(), useNow()]
  const [dialog, open] = useState<'change' | 'cancel'>()
  const hasBegun = new Date(meeting.beginsAt) <= now
  const isPlanned = meeting.state === 'planned'
  return (
    <>
      <PageHeading
        title={`${meeting.bodyTitle}${signs().gap}${meeting.number}`}
        above={
          <Breadcrumb
            trail={[
              { title: say('title'), href: '/bodies' },
              { title: meeting.bodyTitle, href: `/bodies/${meeting.body}` },
            ]}
          />
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span>{moment(meeting.beginsAt)}</span>
            <span>{meeting.place}</span>
            {meeting.state === 'held' && <Tag state="good">{say('stateHeld')}</Tag>}
            {meeting.state === 'cancelled' && <Tag state="none">{say('stateCancelled')}</Tag>}
          </span>
        }
        actions={
          <>
            {isPlanned && meeting.mayRecord && (
              <>
                <Button onPress={() => open('change')}>{say('change')}</Button>
                <Button kind="stop" onPress={() => open('cancel')}>
                  {say('cancel')}
                </Button>
              </>
            )}
            <PrintButton
              title={say(isPlanned ? 'print' : 'printMinutes')}
              href={hrefOf('/api/meetings/:id/minutes.pdf', { params: { id: meeting.id } })}
            />
          </>
        }
      />
      {isPlanned && !hasBegun && (
        <Notice title={say('notYet', { moment: moment(meeting.beginsAt) })} />
      )}
      {isPlanned && hasBegun && meeting.mayRecord ? (
        <RecordForm meeting={meeting} />
      ) : (
        <Content meeting={meeting} />
      )}
      {dialog === 'change' && (
        <PlanDialog
          body={meeting.body}
          rounds={meeting.rounds}
          meeting={meeting}
          onClose={() => open(undefined)}
        />
      )}
      {dialog === 'cancel' && <CancelDialog meeting={meeting} onClose={() => open(undefined)} />}
    </>
  )
}

function Content({ meeting }: { readonly meeting: MeetingView }) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  return (
    <>
      {meeting.state === 'planned' && (
        <Section title={say('agenda')} count={meeting.agenda.length}>
          <Agenda items={meeting.agenda} />
        </Section>
      )}
      {meeting.topics.length > 0 && (
        <Section title={say('topicsTitle')}>
          <Card>
            <Rows label={say('topicsTitle')}>
              {meeting.topics.map((topic) => (
                <Row
                  key={topic.occurrence ?? topic.title}
                  title={topic.title}
                  detail={topic.text}
                />
              ))}
            </Rows>
          </Card>
        </Section>
      )}
      {meeting.state === 'held' && (
        <Section title={say('decisions')} count={meeting.decisions.length}>
          {meeting.decisions.length === 0 ? (
            <Card padded>
              <p className="text-sub">{say('noDecisions')}</p>
            </Card>
          ) : (
            <Card>
              <Rows label={say('decisions')}>
                {meeting.decisions.map((item) => (
                  <Row
                    key={item.case}
                    title={
                      <Link quiet href={`/cases/${item.case}`}>
                        {item.subject}
                      </Link>
                    }
                    subject={item.number}
                    detail={item.comment}
                    state={<Tag state="plain">{item.title}</Tag>}
                  />
                ))}
              </Rows>
            </Card>
          )}
        </Section>
      )}
      {meeting.minutes !== '' && (
        <Section title={say(meeting.state === 'cancelled' ? 'reason' : 'minutes')}>
          <Card padded>
            <p className="whitespace-pre-wrap">{meeting.minutes}</p>
          </Card>
        </Section>
      )}
      <Section title={say(meeting.state === 'held' ? 'attendees' : 'people')}>
        <Card padded>
          <p>
            {(meeting.state === 'held' ? meeting.attendees : meeting.people)
              .map((item) => item.name)
              .join(signs().list)}
          </p>
        </Card>
      </Section>
      {meeting.recordedBy !== null && meeting.recordedAt !== null && (
        <p className="mt-4 text-[0.875rem] text-sub">
          {say('recordedBy', { name: meeting.recordedBy, moment: moment(meeting.recordedAt) })}
        </p>
      )}
    </>
  )
}
