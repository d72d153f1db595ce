import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { queryClient, queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows } from '#ui/parts/Card.tsx'
import { DueTag } from '#ui/parts/DueTag.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { useSession } from '#ui/session/session.ts'
import type { OccurrenceView } from '../contract/occurrences.ts'
import { Answering } from './answering/Answering.tsx'
import { keepChecks } from './answering/offline.ts'
import { showKeptAnswers } from './answering/queue.ts'
import { UnsentNotice } from './answering/UnsentNotice.tsx'
import { Reading } from './Reading.tsx'
import { text } from './text.ts'

keepChecks()

/** How often the answers of others are looked for, milliseconds. */
const lookAgain = 20_000

/** One thing to look at: answered item by item, read, or done elsewhere. */
export default function OccurrencePage() {
  useState(showKeptAnswers)
  const { occurrence: id = '' } = usePathParams()
  const { data, error } = useQuery({
    ...queryOf('/api/occurrences/:id', { params: { id } }),
    refetchInterval: lookAgain,
  })
  const nextId = data?.nextId ?? undefined
  // The next one is there even where the network is not.
  useEffect(() => {
    if (nextId !== undefined)
      void queryClient.prefetchQuery(queryOf('/api/occurrences/:id', { params: { id: nextId } }))
  }, [nextId])
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return (
    <>
      <Heading occurrence={data} />
      <UnsentNotice occurrence={id} />
      <Body key={id} occurrence={data} />
    </>
  )
}

function Heading({ occurrence }: { readonly occurrence: OccurrenceView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { subject, round, roundTitle, turnTitle, who, dueAt, late, closedAt, closedBy } = occurrence
  const { caseId } = occurrence
  const above = caseId === null ? `/rounds/${round}` : `/cases/${caseId}`
  const { person } = useSession()
  // The organisation and oneself need not be named.
  const isPlain = subject.id === '' || subject.id === person.id
  return (
    <PageHeading
      title={isPlain ? roundTitle : subject.title}
      above={
        <Breadcrumb
          trail={[
            { title: say('checks'), href: '/checks' },
            ...(isPlain && caseId === null
              ? []
              : [{ title: caseId === null ? roundTitle : turnTitle, href: above }]),
          ]}
        />
      }
      lead={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.9375rem]">
          {closedAt === null ? (
            <DueTag wholeDay dueAt={dueAt} late={late} />
          ) : (
            <Tag state="good">
              {closedBy === null
                ? say('closedOn', { date: date(dayOf(closedAt)) })
                : say('closedByOn', { date: date(dayOf(closedAt)), name: closedBy })}
            </Tag>
          )}
          {turnTitle !== '' && <span>{turnTitle}</span>}
          {subject.unit !== null && subject.unit !== subject.title && <span>{subject.unit}</span>}
          {who.length > 0 && subject.id !== person.id && (
            <span className="max-sm:hidden">{who.join(signs().list)}</span>
          )}
          {subject.href !== null && !isPlain && (
            <Link href={subject.href}>{say('subjectPage')}</Link>
          )}
          <Grounds provisions={occurrence.carries} />
        </span>
      }
    />
  )
}

function Body({ occurrence }: { readonly occurrence: OccurrenceView }) {
  if (occurrence.mode === 'reading') return <Reading occurrence={occurrence} />
  if (occurrence.mode === 'elsewhere') return <Elsewhere occurrence={occurrence} />
  return <Answering occurrence={occurrence} />
}

/** What closes it elsewhere, each with the way there. */
function Elsewhere({ occurrence }: { readonly occurrence: OccurrenceView }) {
  const say = useTexts(text)
  const { elsewhere, closedAt } = occurrence
  return (
    <>
      <p className="mb-4 max-w-prose">
        {say(closedAt === null ? 'elsewhereBody' : 'elsewhereDone')}
      </p>
      <Card>
        <Rows label={say('elsewhere')}>
          {elsewhere.map(({ title, href }) => (
            <Row
              key={title}
              title={title}
              action={
                href === null || closedAt !== null ? undefined : (
                  <ButtonLink
                    kind="line"
                    href={href}
                    aria-label={`${title}${signs().colon}${say('goThere')}`}
                  >
                    {say('goThere')}
                  </ButtonLink>
                )
              }
            />
          ))}
        </Rows>
      </Card>
      <p className="mt-6">
        <Link href="/checks">{say('toChecks')}</Link>
      </p>
    </>
  )
}
