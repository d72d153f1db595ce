import { useQuery } from '@tanstack/react-query'
import { dayOf } from '#kernel/calendar/days.ts'
import { queryOf } from '#ui/api.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { AuditList } from '../contract.ts'
import { text } from './text.ts'

/** The audits that are mine to do, and those that are over. */
export default function AuditsPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/audits'))
  const rows = data?.rows ?? []
  const parts = [
    { title: say('going'), rows: rows.filter(({ closedAt }) => closedAt === null) },
    { title: say('over'), rows: rows.filter(({ closedAt }) => closedAt !== null) },
  ].filter((part) => part.rows.length > 0)
  return (
    <>
      <PageHeading title={say('audits')} lead={say('auditsLead')} />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-72 rounded-12" />}
      {data?.rows.length === 0 && (
        <EmptyState
          title={say('noAudits')}
          action={<ButtonLink href="/rounds">{say('seeRounds')}</ButtonLink>}
        >
          {say('noAuditsBody')}
        </EmptyState>
      )}
      {parts.map((part) => (
        <Section key={part.title} title={part.title} count={part.rows.length}>
          <Card>
            <Rows label={part.title}>
              {part.rows.map((row) => (
                <AuditRow key={row.id} row={row} />
              ))}
            </Rows>
          </Card>
        </Section>
      ))}
    </>
  )
}

function AuditRow({ row }: { readonly row: AuditList['rows'][number] }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { id, subject, roundTitle, turnTitle, closedAt, dueAt, late, answered, asked } = row
  const open = say(closedAt === null ? 'open' : 'result')
  return (
    <Row
      title={subject}
      subject={`${roundTitle}${signs().list}${turnTitle}`}
      detail={
        closedAt === null
          ? say('seenOf', { count: asked, done: answered })
          : say('found', { count: row.findings })
      }
      state={
        closedAt !== null ? (
          <Tag state="good">{say('closedOn', { date: date(dayOf(closedAt)) })}</Tag>
        ) : late ? (
          <Tag state="late">{say('late')}</Tag>
        ) : (
          <Tag state="none">{say('until', { date: date(dayOf(dueAt)) })}</Tag>
        )
      }
      action={
        <ButtonLink
          kind="line"
          href={`/audits/${id}`}
          aria-label={`${subject}${signs().colon}${open}`}
        >
          {open}
        </ButtonLink>
      }
    />
  )
}
