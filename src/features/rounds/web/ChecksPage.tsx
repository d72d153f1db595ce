import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays, dayOf, weekday } from '#kernel/calendar/days.ts'
import { queryOf } from '#ui/api.ts'
import { useNow } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import type { ReplyAt } from '#ui/http/endpoints.ts'
import { ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DueTag } from '#ui/parts/DueTag.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { useSession } from '#ui/session/session.ts'
import { keepChecks } from './answering/offline.ts'
import { showKeptAnswers } from './answering/queue.ts'
import { UnsentNotice } from './answering/UnsentNotice.tsx'
import { text } from './text.ts'

keepChecks()

type Mine = ReplyAt<'GET', '/api/occurrences'>['rows'][number]
const groups = ['late', 'week', 'later'] as const

/** 点検: what waits for me to be looked at, answered or read. */
export default function ChecksPage() {
  useState(showKeptAnswers)
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/occurrences'))
  const today = dayOf(useNow())
  const sunday = addDays(today, (7 - weekday(today)) % 7)
  const groupOf = ({ late, dueAt }: Mine): (typeof groups)[number] =>
    late ? 'late' : dayOf(dueAt) <= sunday ? 'week' : 'later'
  const rows = data?.rows ?? []
  return (
    <>
      <PageHeading title={say('checks')} lead={say('checksLead')} />
      <UnsentNotice />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-40 rounded-12" />}
      {data !== undefined && rows.length === 0 && (
        <EmptyState
          title={say('noChecks')}
          action={<ButtonLink href="/rounds">{say('seeRounds')}</ButtonLink>}
        >
          {say('noChecksBody')}
        </EmptyState>
      )}
      <div>
        {groups.map((group) => {
          const members = rows.filter((row) => groupOf(row) === group)
          return members.length === 0 ? null : (
            <Section key={group} title={say(`group.${group}`)} count={members.length}>
              <Card>
                <Rows label={say(`group.${group}`)}>
                  {members.map((row) => (
                    <MyRow key={row.id} row={row} />
                  ))}
                </Rows>
              </Card>
            </Section>
          )
        })}
      </div>
      {data?.more === true && <p className="mt-4 text-sub">{say('moreChecks')}</p>}
      <nav
        aria-label={say('beyond')}
        className="mt-9 flex flex-wrap gap-x-6 gap-y-2 border-t border-line pt-4 text-[0.9375rem]"
      >
        <Link href="/rounds">{say('rounds')}</Link>
        <Link href="/findings">{say('findings')}</Link>
        <Link href="/handbook">{say('handbook')}</Link>
      </nav>
    </>
  )
}

function MyRow({ row }: { readonly row: Mine }) {
  const say = useTexts(text)
  const { person } = useSession()
  const { id, roundTitle, subject, dueAt, late, answered, asked } = row
  const begun = answered > 0
  const word = say(asked === 0 ? 'open' : begun ? 'goOn' : 'begin')
  return (
    <Row
      title={
        <Link quiet href={`/checks/${id}`}>
          {roundTitle}
        </Link>
      }
      subject={subject.id === person.id ? undefined : subject.title}
      detail={
        <>
          {subject.unit !== null && subject.unit !== subject.title && subject.id !== person.id && (
            <span className="mr-3">{subject.unit}</span>
          )}
          {asked > 0 && (
            <span className="numerals">
              {begun
                ? say('answeredOf', { count: asked, done: answered })
                : say('asked', { count: asked })}
            </span>
          )}
        </>
      }
      state={<DueTag wholeDay dueAt={dueAt} late={late} />}
      action={
        <div className="w-24">
          <ButtonLink
            kind="line"
            wide
            href={`/checks/${id}`}
            aria-label={`${roundTitle} ${subject.title}${signs().colon}${word}`}
          >
            {word}
          </ButtonLink>
        </div>
      }
    />
  )
}
