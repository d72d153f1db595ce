import type { Seat } from '../packs/who.ts'
import { holdersOf } from './holders.ts'
import type { Roles } from './seats.ts'
import { staffOn } from './staff.ts'
import type { OrganizationView } from './types.ts'

/** A day on which more people hold a seat than the role allows (`atMost`). */
export interface Crowding {
  readonly date: string
  readonly persons: readonly string[]
  readonly atMost: number
}

/** Whether a seat has too many holders on a day. */
export function crowdingOn(
  org: OrganizationView,
  roles: Roles,
  seat: Seat,
  date: string,
): Crowding | undefined {
  const atMost = roles.get(seat.role)?.atMost
  if (atMost === undefined) return undefined
  const persons = holdersOf(staffOn(org, date), roles, seat).map(({ person }) => person)
  return persons.length > atMost ? { date, persons, atMost } : undefined
}

/**
 * The first day of a span on which a seat has too many holders: its first day, or one on which
 * another appointment to the seat begins. A missing end is open.
 */
export function crowdingDuring(
  org: OrganizationView,
  roles: Roles,
  seat: Seat,
  { from, to }: { readonly from: string; readonly to?: string | undefined },
): Crowding | undefined {
  const starts = org.assignments
    .filter(
      ({ role, scope, scopeId }) =>
        role === seat.role && scope === seat.scope && scopeId === seat.id,
    )
    .map((assignment) => assignment.from)
    .filter((start) => start > from && (to === undefined || start <= to))
  for (const date of [from, ...starts.sort()]) {
    const crowding = crowdingOn(org, roles, seat, date)
    if (crowding !== undefined) return crowding
  }
  return undefined
}
