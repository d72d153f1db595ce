import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DueTag } from '#ui/parts/DueTag.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { UnitYear } from '../contract.ts'
import { text } from './text.ts'

/** A unit for its head: what is late, open findings, who has not yet, the people. */
export default function UnitPage() {
  const { unit = '' } = usePathParams()
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/units/:id/year', { params: { id: unit } }))
  const above = (
    <Breadcrumb trail={[{ title: say('organization'), href: `/organization?unit=${unit}` }]} />
  )
  return (
    <>
      <PageHeading
        title={data?.title ?? say('unitTitle')}
        above={above}
        {...(data === undefined
          ? {}
          : {
              lead: say('unitLead', {
                people: data.people.length,
                late: data.checksLate + data.cases.length,
                findings: data.findingsOpen,
              }),
            })}
      />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-72 rounded-12" />}
      {data !== undefined && (
        <>
          <Dated title={say('lateCases')} rows={data.cases} />
          <Dated title={say('checks')} rows={data.checks} none={say('checksNone')} />
          <Dated
            title={say('findings')}
            rows={data.findings}
            none={say('findingsNone')}
            count={data.findingsOpen}
          />
          <NotYet unit={data} />
          <People unit={data} />
        </>
      )}
    </>
  )
}

/** Dated work; without `none`, nothing stands where there is none. */
function Dated({
  title,
  rows,
  none,
  count = rows.length,
}: {
  readonly title: string
  readonly rows: UnitYear['checks']
  readonly none?: string
  readonly count?: number
}) {
  if (rows.length === 0)
    return none === undefined ? null : (
      <Section title={title}>
        <EmptyState title={none} />
      </Section>
    )
  return (
    <Section title={title} count={count}>
      <Card>
        <Rows label={title}>
          {rows.map((row) => (
            <Row
              key={row.id}
              title={
                row.href === null ? (
                  row.title
                ) : (
                  <Link quiet href={row.href}>
                    {row.title}
                  </Link>
                )
              }
              detail={row.subject}
              state={<DueTag dueAt={`${row.day}T23:59:59+09:00`} wholeDay />}
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

/** Names that are shown of those who have not yet. */
const maxNames = 12

/** Training, reading, self-checks: who has not yet. */
function NotYet({ unit: { persons } }: { readonly unit: UnitYear }) {
  const say = useTexts(text)
  if (persons.length === 0) return null
  return (
    <Section title={say('notYet')}>
      <Card>
        <Rows label={say('notYet')}>
          {persons.map(({ round, title, day, total, done, left }) => (
            <Row
              key={round}
              title={
                <Link quiet href={`/rounds/${round}`}>
                  {title}
                </Link>
              }
              subject={say('peopleDone', { total, done })}
              detail={
                say('leftNames', {
                  names: left
                    .slice(0, maxNames)
                    .map(({ name }) => name)
                    .join(signs().list),
                }) +
                (left.length > maxNames ? say('leftMore', { count: left.length - maxNames }) : '')
              }
              state={<DueTag dueAt={`${day}T23:59:59+09:00`} wholeDay />}
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

function People({ unit: { people } }: { readonly unit: UnitYear }) {
  const say = useTexts(text)
  return (
    <Section title={say('people')} count={people.length}>
      <Card>
        <Rows label={say('people')}>
          {people.map(({ id, name, unit, away, late }) => (
            <Row
              key={id}
              title={
                <Link quiet href={`/organization/persons/${id}`}>
                  {name}
                </Link>
              }
              detail={unit}
              state={
                <span className="flex gap-2">
                  {away && <Tag state="due">{say('away')}</Tag>}
                  {late > 0 && <Tag state="late">{say('lateCount', { count: late })}</Tag>}
                </span>
              }
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}
