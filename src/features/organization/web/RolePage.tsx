import { api } from '#ui/api.ts'
import { useState } from 'react'
import { cadenceWords } from '#kernel/calendar/recurrence.ts'
import { inLanguage } from '#kernel/words/words.ts'
import { usePathParams, useSearchParams } from '#ui/address.ts'
import { signs, useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import type { RoleRow } from '../contract/roles.ts'
import type { AssignmentRow } from '../contract/assignments.ts'
import { AppointDialog } from './AppointDialog.tsx'
import { useRoles } from './data.ts'
import { LastDayDialog } from './dialogs.tsx'
import { RoleDuties } from './RoleDuties.tsx'
import { ActingPersons, ActingTag, Seat, SeatBody } from './Seat.tsx'
import { text } from './text.ts'
import { PersonLink } from './UnitTree.tsx'

/**
 * One role: its powers with their provisions, who acts at each of its places, and in which order.
 */
export default function RolePage() {
  const { role: id = '' } = usePathParams()
  const say = useTexts(text)
  const { data, error } = useRoles()
  const role = data?.roles.find((candidate) => candidate.id === id)
  if (role !== undefined) return <Role key={role.id} role={role} />
  return (
    <>
      <PageHeading title={say('role')} />
      <ProblemNotice error={error} />
      {data !== undefined && <EmptyState title={say('noSuchRole')} />}
    </>
  )
}

function Role({ role }: { readonly role: RoleRow }) {
  const say = useTexts(text)
  const [appointing, appoint] = useState<{ readonly place?: string }>()
  const [ending, end] = useState<AssignmentRow>()
  return (
    <>
      <PageHeading
        title={role.title}
        above={
          <Breadcrumb
            trail={[
              { title: say('title'), href: '/organization' },
              { title: say('rolesTitle'), href: '/organization/roles' },
            ]}
          />
        }
        actions={
          role.mayAppoint &&
          !role.body && (
            <Button kind="main" icon="plus" onPress={() => appoint({})}>
              {say('appoint')}
            </Button>
          )
        }
      />
      <Grounds provisions={role.carries} />
      <CarriedItems
        title={say('alsoCalled')}
        items={role.also.map((name) => ({
          title: say('calledIn', { title: name.title, book: name.in }),
          carries: name.carries,
        }))}
      />
      {role.body && <Meeting role={role} />}
      <CarriedItems title={say('tasks')} items={role.tasks} />
      <CarriedItems title={say('powers')} items={role.powers} />
      <Seats role={role} onAppoint={(place) => appoint({ place })} onDismiss={end} />
      <RoleDuties role={role.id} />
      {appointing !== undefined && (
        <AppointDialog role={role} place={appointing.place} onClose={() => appoint(undefined)} />
      )}
      {ending !== undefined && (
        <LastDayDialog
          title={`${say('dismiss')}${signs().colon}${ending.person?.name ?? ending.post?.title ?? ''}`}
          lead={say('dismissTeach')}
          send={(body) =>
            api.post('/api/assignments/:id/end', {
              params: { id: ending.id },
              body,
              ifMatch:
                role.seats
                  .flatMap((seat) => seat.assignments)
                  .find((assignment) => assignment.id === ending.id)?.version ?? ending.version,
            })
          }
          onClose={() => end(undefined)}
        />
      )}
    </>
  )
}

/** Titles in the pack's own words, each with the provisions that it carries. */
function CarriedItems({
  title,
  items,
}: {
  readonly title: string
  readonly items: RoleRow['powers']
}) {
  if (items.length === 0) return null
  return (
    <Section title={title}>
      <ul className="space-y-2">
        {items.map((item) => (
          <li key={item.title} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span>{item.title}</span>
            <Grounds provisions={item.carries} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Chair, secretary and cadence of a body. */
function Meeting({ role }: { readonly role: RoleRow }) {
  const say = useTexts(text)
  const language = useLanguage()
  const cadence = role.meets === null ? undefined : inLanguage(cadenceWords(role.meets), language)
  if (role.chair === null && role.secretary === null && cadence === undefined) return null
  const rows = [
    [say('chair'), role.chair],
    [say('secretary'), role.secretary],
  ] as const
  return (
    <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-2">
      {rows.map(
        ([title, who]) =>
          who !== null && (
            <div key={title}>
              <dt className="text-[0.875rem] text-sub">{title}</dt>
              <dd>
                <Link href={`/organization/roles/${who.id}`}>{who.title}</Link>
              </dd>
            </div>
          ),
      )}
      {cadence !== undefined && (
        <div>
          <dt className="text-[0.875rem] text-sub">{say('meets')}</dt>
          <dd>{cadence}</dd>
        </div>
      )}
    </dl>
  )
}

function Seats({
  role,
  onAppoint,
  onDismiss,
}: {
  readonly role: RoleRow
  readonly onAppoint: (place: string) => void
  readonly onDismiss: (row: AssignmentRow) => void
}) {
  const say = useTexts(text)
  const [address] = useSearchParams()
  const [only] = role.seats
  if (only === undefined)
    return (
      <div className="mt-7">
        <EmptyState title={say('noPlaces')}>{say('noPlacesBody')}</EmptyState>
      </div>
    )
  if (role.body) return <Members role={role} />
  if (role.scope === 'organization') {
    return (
      <Section title={say('acting')}>
        <Card>
          <Rows>
            <Row
              title={
                only.acting ? (
                  <ActingPersons acting={only.acting} />
                ) : (
                  say(only.optional ? 'unplaced' : 'vacant')
                )
              }
              subject={only.acting?.via}
              state={<ActingTag row={only} />}
            />
          </Rows>
          <div className="border-t border-line px-4 py-4 sm:px-5">
            <SeatBody row={only} onDismiss={onDismiss} />
          </div>
        </Card>
      </Section>
    )
  }
  return (
    <Section title={say('acting')} count={role.seats.length}>
      <Card>
        <Rows label={say('acting')}>
          {role.seats.map((seat) => (
            <Seat
              key={seat.seat.scopeId}
              row={seat}
              open={address['place'] === seat.seat.scopeId}
              onAppoint={() => onAppoint(seat.seat.scopeId)}
              onDismiss={onDismiss}
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

function Members({ role }: { readonly role: RoleRow }) {
  const say = useTexts(text)
  const members = role.seats.flatMap((seat) => seat.holders)
  return (
    <Section title={say('membersTitle')} count={members.length}>
      {members.length === 0 ? (
        <EmptyState title={say('vacant')} />
      ) : (
        <Card>
          <Rows label={say('membersTitle')}>
            {members.map((member) => (
              <Row
                key={member.id}
                title={<PersonLink id={member.id} name={member.name} />}
                detail={member.via}
              />
            ))}
          </Rows>
        </Card>
      )}
    </Section>
  )
}
