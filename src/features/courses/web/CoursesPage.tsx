import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryOf } from '#ui/api.ts'
import { useFormatDate, useFormatMoment } from '#ui/dates.ts'
import { dayOf } from '#kernel/calendar/days.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PlainTable } from '#ui/parts/PlainTable.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { Making, Offer } from '../contract.ts'
import { CreateDialog } from './CreateDialog.tsx'
import { SessionDialog } from './SessionDialog.tsx'
import { text } from './text.ts'

/** Training: what one has to take, and for who keeps its ledger what is taught. */
export default function CoursesPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/courses'))
  return (
    <>
      <PageHeading title={say('title')} lead={say('lead')} />
      <ProblemNotice error={error} />
      {data !== undefined && (
        <div className="space-y-10">
          {data.offers.length === 0 && data.making === null && (
            <EmptyState title={say('none')}>{say('noneBody')}</EmptyState>
          )}
          {data.offers.length > 0 && <Offers offers={data.offers} />}
          {data.making !== null && <Keeping making={data.making} />}
        </div>
      )}
    </>
  )
}

function Offers({ offers }: { readonly offers: readonly Offer[] }) {
  const say = useTexts(text)
  return (
    <Section title={say('mine')}>
      <div className="space-y-4">
        {offers.map((offer) => (
          <OfferCard key={offer.occurrence} offer={offer} />
        ))}
      </div>
    </Section>
  )
}

function OfferCard({ offer }: { readonly offer: Offer }) {
  const say = useTexts(text)
  const [date, moment] = [useFormatDate(), useFormatMoment()]
  const due = say('dueOn', { date: date(dayOf(offer.dueAt)) })
  return (
    <Card>
      <Rows label={offer.roundTitle}>
        {offer.courses.map(({ id, title, pages, page }) => (
          <Row
            key={id}
            title={title}
            detail={[offer.roundTitle, say('pages', { count: pages }), due].join(signs().dot)}
            state={offer.late ? <Tag state="late">{say('late')}</Tag> : undefined}
            action={
              <ButtonLink kind="main" href={`/courses/${id}/take`}>
                {say(page === null || page === 0 ? 'take' : 'goOn')}
              </ButtonLink>
            }
          />
        ))}
        {offer.sessions.map(({ id, title, place, beginsAt }) => (
          <Row
            key={id}
            title={title}
            detail={[moment(beginsAt), place].filter(Boolean).join(signs().dot)}
            below={<p className="text-[0.875rem] text-sub">{say('sessionHint')}</p>}
          />
        ))}
        {offer.courses.length === 0 && offer.sessions.length === 0 && (
          <Row title={offer.roundTitle} detail={`${due}${signs().dot}${say('nothingYet')}`} />
        )}
      </Rows>
    </Card>
  )
}

function Keeping({ making }: { readonly making: Making }) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  const [open, setOpen] = useState<'course' | 'session' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Section
        title={say('courses')}
        actions={<Button onPress={() => setOpen('course')}>{say('create')}</Button>}
      >
        {making.courses.length === 0 ? (
          <EmptyState title={say('noCourses')}>{say('noCoursesBody')}</EmptyState>
        ) : (
          <Card>
            <Rows label={say('courses')}>
              {making.courses.map((course) => (
                <Row
                  key={course.id}
                  title={
                    <Link quiet href={`/courses/${course.id}`}>
                      {course.title}
                    </Link>
                  }
                  detail={[
                    course.rounds.map(({ title }) => title).join(signs().list),
                    say('counts', { begun: course.begun, passed: course.passed }),
                  ].join(signs().dot)}
                  state={
                    <Tag state={course.state === 'published' ? 'good' : 'none'}>
                      {say(`state.${course.state}`)}
                    </Tag>
                  }
                />
              ))}
            </Rows>
          </Card>
        )}
      </Section>
      <Section
        title={say('sessions')}
        actions={<Button onPress={() => setOpen('session')}>{say('plan')}</Button>}
      >
        {making.sessions.length === 0 ? (
          <EmptyState title={say('noSessions')}>{say('noSessionsBody')}</EmptyState>
        ) : (
          <Card>
            <Rows label={say('sessions')}>
              {making.sessions.map((session) => (
                <Row
                  key={session.id}
                  title={
                    <Link quiet href={`/courses/sessions/${session.id}`}>
                      {session.title}
                    </Link>
                  }
                  detail={[moment(session.beginsAt), session.place, session.roundTitle]
                    .filter(Boolean)
                    .join(signs().dot)}
                  state={
                    <Tag state={session.state === 'ended' ? 'good' : 'none'}>
                      {say(`session.${session.state}`)}
                    </Tag>
                  }
                />
              ))}
            </Rows>
          </Card>
        )}
      </Section>
      {making.year.length > 0 && (
        <Section title={say('year')}>
          <PlainTable
            label={say('year')}
            rows={making.year}
            rowId={({ unit }) => unit}
            columns={[
              { title: say('unit'), cell: ({ unit }) => unit },
              { title: say('asked'), cell: ({ asked }) => asked, numeric: true },
              { title: say('done'), cell: ({ done }) => done, numeric: true },
              { title: say('passed'), cell: ({ passed }) => passed, numeric: true },
              { title: say('absent'), cell: ({ asked, done }) => asked - done, numeric: true },
            ]}
          />
        </Section>
      )}
      {open === 'course' && <CreateDialog making={making} onClose={close} />}
      {open === 'session' && <SessionDialog making={making} onClose={close} />}
    </>
  )
}
