import type { ReactNode } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { useHasAbility } from '#ui/session/session.ts'
import type { RoleRow } from '../contract/roles.ts'
import { useRoles } from './data.ts'
import { LooseEnds } from './LooseEnds.tsx'
import { ActingPersons, ActingTag, isUnplaced } from './Seat.tsx'
import { text } from './text.ts'

/**
 * Every role of the policy with who acts for it today; administrators see above what is not in
 * order.
 */
export default function RolesPage() {
  const say = useTexts(text)
  const administers = useHasAbility('administer')
  const { data, error } = useRoles()
  return (
    <>
      <PageHeading title={say('rolesTitle')} lead={say('rolesLead')} />
      <ProblemNotice error={error} />
      {administers && data !== undefined && <LooseEnds ends={data.looseEnds} />}
      {data?.roles.length === 0 && <EmptyState title={say('noRolesAtAll')} />}
      {data !== undefined && data.roles.length > 0 && (
        <Card>
          <Rows label={say('rolesTitle')}>
            {data.roles.map((role) => (
              <Role key={role.id} role={role} />
            ))}
          </Rows>
        </Card>
      )}
    </>
  )
}

function Role({ role }: { readonly role: RoleRow }) {
  const [only, ...others] = role.seats
  const title = (
    <>
      <Link href={`/organization/roles/${role.id}`} quiet>
        {role.title}
      </Link>
      {role.also.length > 0 && (
        <span className="block text-[0.875rem] leading-150 font-400 text-sub">
          {role.also
            .map((name) => `${name.title}${signs().paren}${name.in}${signs().unparen}`)
            .join(signs().list)}
        </span>
      )}
    </>
  )
  if (role.body) return <BodyRow role={role} title={title} />
  if (only !== undefined && others.length === 0 && role.scope === 'organization') {
    const { acting } = only
    return (
      <Row
        title={title}
        detail={
          acting ? (
            <>
              <ActingPersons acting={acting} />
              {signs().gap}
              {acting.via}
            </>
          ) : undefined
        }
        state={<ActingTag row={only} />}
      />
    )
  }
  return <ManyRow role={role} title={title} />
}

function BodyRow({ role, title }: { readonly role: RoleRow; readonly title: ReactNode }) {
  const say = useTexts(text)
  const members = role.seats.flatMap((seat) => seat.holders)
  return (
    <Row
      title={title}
      detail={members.map((member) => member.name).join(signs().list)}
      state={<Tag>{say('members', { count: members.length })}</Tag>}
    />
  )
}

/** A role of several places: how many are held, acted for by deputies, vacant. */
function ManyRow({ role, title }: { readonly role: RoleRow; readonly title: ReactNode }) {
  const say = useTexts(text)
  const heldCount = role.seats.filter((seat) => seat.acting?.as === 'holder').length
  const unplacedCount = role.seats.filter(isUnplaced).length
  const emptyCount = role.seats.filter((seat) => seat.acting === null && !isUnplaced(seat)).length
  const standInCount = role.seats.length - heldCount - emptyCount - unplacedCount
  return (
    <Row
      title={title}
      {...(role.seats.length > 0
        ? { detail: say(`places.${role.scope}`, { count: role.seats.length }) }
        : {})}
      state={
        <span className="flex flex-wrap gap-2">
          {heldCount > 0 && <Tag state="good">{`${say('as.holder')} ${heldCount}`}</Tag>}
          {standInCount > 0 && <Tag state="due">{`${say('as.deputy')} ${standInCount}`}</Tag>}
          {emptyCount > 0 && <Tag state="late">{`${say('vacantTag')} ${emptyCount}`}</Tag>}
          {unplacedCount > 0 && <Tag state="none">{`${say('unplacedTag')} ${unplacedCount}`}</Tag>}
          {role.seats.length === 0 && <Tag state="none">{say('noPlaces')}</Tag>}
        </span>
      }
    />
  )
}
