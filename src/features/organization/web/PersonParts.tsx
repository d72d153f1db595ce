import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { MailAddress, Telephone } from '#ui/parts/Contact.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { UnitName } from '#ui/parts/texts.tsx'
import type { PersonDetail } from '../contract/persons.ts'
import { today, useWithdrawal } from './data.ts'
import { Span, SpanTag } from './Span.tsx'
import { text } from './text.ts'

/** The dialog that is open over the page of a person. */
export type Open =
  | { readonly kind: 'edit' | 'phones' | 'absence' | 'post' }
  | { readonly kind: 'leave'; readonly id: string; readonly title: string }
  | { readonly kind: 'dismiss' | 'change'; readonly id: string }

interface PartProps {
  readonly person: PersonDetail
  readonly onOpen: (open: Open) => void
}

/** Unit, employment, numbers. */
export function Basics({ person }: Pick<PartProps, 'person'>) {
  const say = useTexts(text)
  const phone = (number: string | null) => number && <Telephone number={number} />
  const facts = [
    { id: 'unit', title: say('unit'), value: <UnitName path={person.unitPath} /> },
    { id: 'employment', title: say('employment'), value: person.employment },
    ...(person.number ? [{ id: 'number', title: say('number'), value: person.number }] : []),
    { id: 'phone', title: say('phone'), value: phone(person.phone) ?? '—' },
    ...(person.emergencyPhone
      ? [{ id: 'emergency', title: say('emergencyPhone'), value: phone(person.emergencyPhone) }]
      : []),
    ...(person.email
      ? [
          {
            id: 'email',
            title: say('email'),
            value: <MailAddress address={person.email} />,
          },
        ]
      : []),
    ...(person.from
      ? [{ id: 'span', title: say('belongs'), value: <Span from={person.from} to={person.to} /> }]
      : []),
  ]
  return (
    <Section title={say('basics')}>
      <dl className="rounded-12 border border-line bg-paper px-4 py-1 sm:px-5">
        {facts.map((fact) => (
          <div
            key={fact.id}
            className="grid grid-cols-[6.5rem_1fr] items-baseline gap-x-3 border-t border-line py-2.5 first:border-t-0"
          >
            <dt className="text-[0.875rem] text-sub">{fact.title}</dt>
            <dd className="min-w-0">{fact.value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** The posts, latest first. */
export function Posts({ person, onOpen }: PartProps) {
  const say = useTexts(text)
  const keeps = person.abilities.includes('administer')
  const take = keeps && (
    <Button size="small" icon="plus" onPress={() => onOpen({ kind: 'post' })}>
      {say('take')}
    </Button>
  )
  return (
    <Section title={say('posts')} actions={person.posts.length > 0 && take}>
      {person.posts.length === 0 ? (
        <EmptyState title={say('noPost')} action={take}>
          {say('postTeach')}
        </EmptyState>
      ) : (
        <Card>
          <Rows label={say('posts')}>
            {person.posts.map((post) => (
              <Row
                key={post.id}
                title={post.title}
                subject={post.unitTitle}
                detail={<Span from={post.from} to={post.to} />}
                state={<SpanTag from={post.from} to={post.to} />}
                {...(keeps && post.to === null
                  ? {
                      action: (
                        <Button
                          size="small"
                          onPress={() => onOpen({ kind: 'leave', id: post.id, title: post.title })}
                          aria-label={`${say('leave')}${signs().colon}${post.title}`}
                        >
                          {say('leave')}
                        </Button>
                      ),
                    }
                  : {})}
              />
            ))}
          </Rows>
        </Card>
      )}
    </Section>
  )
}

/** The roles held today, each with its places. */
export function Roles({ person }: Pick<PartProps, 'person'>) {
  const say = useTexts(text)
  const roles = Map.groupBy(person.roles, (seat) => seat.role)
  return (
    <Section title={say('roles')} count={roles.size}>
      {roles.size === 0 ? (
        <EmptyState title={say('noRoles')}>{say('noRolesBody')}</EmptyState>
      ) : (
        <Card>
          <Rows label={say('roles')}>
            {[...roles].map(([role, seats]) => (
              <Row
                key={role}
                title={
                  <Link href={`/organization/roles/${role}`} quiet>
                    {seats[0]?.title}
                  </Link>
                }
                detail={
                  seats
                    .map((seat) => seat.scopeTitle)
                    .filter(Boolean)
                    .join(signs().list) || undefined
                }
              />
            ))}
          </Rows>
        </Card>
      )}
    </Section>
  )
}

/** Every appointment, latest first. */
export function Appointments({ person, onOpen }: PartProps) {
  const say = useTexts(text)
  if (person.assignments.length === 0) return null
  return (
    <Section title={say('history')} count={person.assignments.length}>
      <Card>
        <Rows label={say('history')}>
          {person.assignments.map((row) => (
            <Row
              key={row.id}
              title={row.seat.title}
              subject={row.seat.scopeTitle}
              detail={
                <>
                  <Span from={row.from} to={row.to} />
                  {row.note && `${signs().gap}${row.note}`}
                </>
              }
              state={<SpanTag from={row.from} to={row.to} />}
              {...(row.mayEnd
                ? {
                    action: (
                      <Button
                        size="small"
                        onPress={() => onOpen({ kind: 'dismiss', id: row.id })}
                        aria-label={`${say('dismiss')}${signs().colon}${row.seat.title}`}
                      >
                        {say('dismiss')}
                      </Button>
                    ),
                  }
                : {})}
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

/** Absences of today and later. */
export function Absences({ person, onOpen }: PartProps) {
  const say = useTexts(text)
  const withdraw = useWithdrawal(say('cancelled'))
  const add = person.abilities.includes('absences') && (
    <Button size="small" icon="plus" onPress={() => onOpen({ kind: 'absence' })}>
      {say('addAbsence')}
    </Button>
  )
  return (
    <Section title={say('absences')} actions={add}>
      {person.absences.length === 0 ? (
        <p className="text-[0.9375rem] text-sub">{say('noAbsences')}</p>
      ) : (
        <Card>
          <Rows label={say('absences')}>
            {person.absences.map((row) => (
              <Row
                key={row.id}
                title={<Span from={row.from} to={row.to} />}
                {...(row.note ? { detail: row.note } : {})}
                {...(row.from <= today() ? { state: <Tag state="due">{say('awayNow')}</Tag> } : {})}
                {...(row.mayWrite
                  ? {
                      action: (
                        <span className="flex gap-2">
                          <Button
                            size="small"
                            onPress={() => onOpen({ kind: 'change', id: row.id })}
                          >
                            {say('change')}
                          </Button>
                          <Button size="small" onPress={() => void withdraw.run(row)}>
                            {say('cancelAbsence')}
                          </Button>
                        </span>
                      ),
                    }
                  : {})}
              />
            ))}
          </Rows>
        </Card>
      )}
    </Section>
  )
}
