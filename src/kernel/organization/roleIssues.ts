import type { Seat } from '../packs/who.ts'
import { findActorInChain } from './acting.ts'
import { crowdingOn } from './atMost.ts'
import { buildChain } from './chain.ts'
import { covers } from './dates.ts'
import { allSeats, seatTitle } from './seats.ts'
import type { Roles } from './seats.ts'
import { staffOn } from './staff.ts'
import type { OrganizationView } from './types.ts'
import type { Words } from '../words/words.ts'

/**
 * Something about roles that a person should put in order, with a sentence that says what to do.
 */
export interface RoleIssue {
  readonly kind: 'vacant' | 'nobody' | 'all-away' | 'ended' | 'alone' | 'too-many'
  readonly seat: Seat
  readonly persons: readonly string[]
  readonly says: Words
}

/**
 * All issues of a day: seats without a holder or without anyone, everybody away, too many holders,
 * appointments of persons who left, and holders whom nobody could replace when they apply
 * themselves. An optional role needs no holder.
 */
export function findRoleIssues(
  org: OrganizationView,
  roles: Roles,
  date: string,
): readonly RoleIssue[] {
  const staff = staffOn(org, date)
  return [
    ...endedAppointments(org, roles, date),
    ...allSeats(org, roles).flatMap((seat) => {
      const chain = buildChain(staff, roles, seat)
      const title = seatTitle(org, roles, seat)
      const holders = chain.filter((link) => link.as === 'holder').map((link) => link.person)
      const issues: RoleIssue[] = []
      if (holders.length === 0 && roles.get(seat.role)?.optional === true) return issues
      const add = (kind: RoleIssue['kind'], persons: readonly string[], says: Words): number =>
        issues.push({ kind, seat, persons, says })
      if (chain.length === 0)
        add('nobody', [], {
          ja: `${title}がいません。任命を登録してください。`,
          en: `There is no ${title}. Record an appointment.`,
        })
      else if (holders.length === 0)
        add('vacant', [], {
          ja: `${title}が空席で、${nameOf(org, chain[0]?.person)}さんに回ります。任命を登録してください。`,
          en: `${title} is vacant and falls to ${nameOf(org, chain[0]?.person)}. Record an appointment.`,
        })
      const crowding = crowdingOn(org, roles, seat, date)
      if (crowding !== undefined)
        add('too-many', crowding.persons, {
          ja: `${title}に就けるのは${crowding.atMost}人までですが、${crowding.persons.length}人います。任命を終わらせてください。`,
          en: `At most ${crowding.atMost} may be ${title}, but there are ${crowding.persons.length}. End an appointment.`,
        })
      if (chain.length > 0 && chain.every((link) => !link.present)) {
        add(
          'all-away',
          chain.map((link) => link.person),
          {
            ja: `${title}とその代行者が全員不在です。代わりの人を任命してください。`,
            en: `${title} and all deputies are away. Appoint somebody in their place.`,
          },
        )
      }
      for (const holder of holders) {
        if (findActorInChain(chain, [holder]) === null)
          add('alone', [holder], {
            ja: `${title}の${nameOf(org, holder)}さんが自分で申請すると、決める人がいません。代行者を登録してください。`,
            en: `When ${nameOf(org, holder)} (${title}) applies, nobody can decide. Record a deputy.`,
          })
      }
      return issues
    }),
  ]
}

function endedAppointments(
  org: OrganizationView,
  roles: Roles,
  date: string,
): readonly RoleIssue[] {
  return org.assignments.flatMap((assignment) => {
    const person = assignment.person === undefined ? undefined : org.persons.get(assignment.person)
    if (person === undefined || !covers(assignment, date) || covers(person, date)) return []
    const seat = { role: assignment.role, scope: assignment.scope, id: assignment.scopeId }
    const title = seatTitle(org, roles, seat)
    const says = {
      ja: `${person.name}さんは在籍していませんが、${title}に任命されたままです。任命を終わらせてください。`,
      en: `${person.name} is not here any more but still appointed as ${title}. End the appointment.`,
    }
    return [{ kind: 'ended' as const, seat, persons: [person.id], says }]
  })
}

function nameOf(org: OrganizationView, person: string | undefined): string {
  return org.persons.get(person ?? '')?.name ?? ''
}
