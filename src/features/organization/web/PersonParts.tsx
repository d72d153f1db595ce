import { useText } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { UnitName } from '#ui/parts/texts.tsx'
import type { PersonDetail } from '../contract.ts'
import { today, useWithdrawal } from './data.ts'
import { Span, When } from './Span.tsx'
import { text } from './text.ts'

/** Which dialog is open over a person's page. */
export type Open =
  | { readonly kind: 'edit' | 'phones' | 'absence' | 'post' }
  | { readonly kind: 'leave'; readonly id: string; readonly title: string }
  | { readonly kind: 'dismiss' | 'change'; readonly id: string }

interface Part {
  readonly person: PersonDetail
  readonly onOpen: (open: Open) => void
}

/** Unit, employment, numbers. */
export function Basics({ person }: Pick<Part, 'person'>) {
  const say = useText(text)
  const phone = (number: string | null) =>
    number && (
      <Link href={`tel:${number}`} quiet>
        {number}
      </Link>
    )
  const lines = [
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
            value: (
              <Link href={`mailto:${person.email}`} quiet>
                <span className="text-[0.9375rem]">{person.email}</span>
              </Link>
            ),
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
        {lines.map((line) => (
          <div
            key={line.id}
            className="grid grid-cols-[6.5rem_1fr] items-baseline gap-x-3 border-t border-line py-2.5 first:border-t-0"
          >
            <dt className="text-[0.875rem] text-sub">{line.title}</dt>
            <dd className="min-w-0">{line.value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** The posts, the latest first. */
export function Posts({ person, onOpen }: Part) {
  const say = useText(text)
  const keeps = person.abilities.includes('administer')
  const take = keeps && (
    <Button size="small" icon="plus" onPress={() => onOpen({ kind: 'post' })}>
      {say('take')}
    </Button>
  )
  return (
    <Section title={say('posts')} acts={person.posts.length > 0 && take}>
      {person.posts.length === 0 ? (
        <EmptyState title={say('noPost')} act={take}>
          {say('postTeach')}
        </EmptyState>
      ) : (
        <Card>
          <Rows label={say('posts')}>
            {person.posts.map((post) => (
              <Row
                key={post.id}
                what={post.title}
                which={post.unitTitle}
                detail={<Span from={post.from} to={post.to} />}
                state={<When from={post.from} to={post.to} />}
                {...(keeps && post.to === null
                  ? {
                      act: (
                        <Button
                          size="small"
                          onPress={() => onOpen({ kind: 'leave', id: post.id, title: post.title })}
                          aria-label={`${say('leave')}：${post.title}`}
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
export function Roles({ person }: Pick<Part, 'person'>) {
  const say = useText(text)
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
                what={
                  <Link href={`/organization/roles/${role}`} quiet>
                    {seats[0]?.title}
                  </Link>
                }
                detail={
                  seats
                    .map((seat) => seat.scopeTitle)
                    .filter(Boolean)
                    .join('、') || undefined
                }
              />
            ))}
          </Rows>
        </Card>
      )}
    </Section>
  )
}

/** Every appointment, the latest first. */
export function Appointments({ person, onOpen }: Part) {
  const say = useText(text)
  if (person.assignments.length === 0) return null
  return (
    <Section title={say('history')} count={person.assignments.length}>
      <Card>
        <Rows label={say('history')}>
          {person.assignments.map((row) => (
            <Row
              key={row.id}
              what={row.seat.title}
              which={row.seat.scopeTitle}
              detail={
                <>
                  <Span from={row.from} to={row.to} />
                  {row.note && `　${row.note}`}
                </>
              }
              state={<When from={row.from} to={row.to} />}
              {...(row.mayEnd
                ? {
                    act: (
                      <Button
                        size="small"
                        onPress={() => onOpen({ kind: 'dismiss', id: row.id })}
                        aria-label={`${say('dismiss')}：${row.seat.title}`}
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
export function Absences({ person, onOpen }: Part) {
  const say = useText(text)
  const withdraw = useWithdrawal(say('cancelled'))
  const add = person.abilities.includes('absences') && (
    <Button size="small" icon="plus" onPress={() => onOpen({ kind: 'absence' })}>
      {say('addAbsence')}
    </Button>
  )
  return (
    <Section title={say('absences')} acts={add}>
      {person.absences.length === 0 ? (
        <p className="text-[0.9375rem] text-sub">{say('noAbsences')}</p>
      ) : (
        <Card>
          <Rows label={say('absences')}>
            {person.absences.map((row) => (
              <Row
                key={row.id}
                what={<Span from={row.from} to={row.to} />}
                {...(row.note ? { detail: row.note } : {})}
                {...(row.from <= today() ? { state: <Tag state="due">{say('awayNow')}</Tag> } : {})}
                {...(row.mayWrite
                  ? {
                      act: (
                        <span className="flex gap-2">
                          <Button
                            size="small"
                            onPress={() => onOpen({ kind: 'change', id: row.id })}
                          >
                            {say('change')}
                          </Button>
                          <Button size="small" onPress={() => void withdraw.run(row.id)}>
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
