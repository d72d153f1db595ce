import { findActorInChain } from '../organization/acting.ts'
import { buildChain } from '../organization/chain.ts'
import { allSeats, seatTitle } from '../organization/seats.ts'
import type { Roles } from '../organization/seats.ts'
import { staffOn } from '../organization/staff.ts'
import type { OrganizationView } from '../organization/types.ts'
import type { SeatFacts } from './records.ts'

interface SeatsCache {
  readonly roles: Roles
  readonly date: string
  readonly seats: ReadonlyMap<string, readonly SeatFacts[]>
}
const cache = new WeakMap<OrganizationView, SeatsCache>()

/** The seats of every role on a day, kept with the organisation while it, roles and day are the same. */
export function seatsByRole(
  org: OrganizationView,
  roles: Roles,
  date: string,
): ReadonlyMap<string, readonly SeatFacts[]> {
  const cached = cache.get(org)
  if (cached?.roles === roles && cached.date === date) return cached.seats
  const staff = staffOn(org, date)
  const name = (person: string): string => org.persons.get(person)?.name ?? ''
  const seats = Map.groupBy(
    allSeats(org, roles).map((seat) => {
      const chain = buildChain(staff, roles, seat)
      const holders = chain.filter((link) => link.as === 'holder')
      const actor = findActorInChain(chain)
      return {
        role: seat.role,
        subject: seat.id,
        title: seatTitle(org, roles, seat),
        holders: holders.map((link) => name(link.person)),
        optional: roles.get(seat.role)?.optional === true,
        ...(actor === null
          ? { meanwhile: null }
          : actor.as === 'holder'
            ? chain.some((link) => link.person === actor.person && link.present)
              ? {}
              : { meanwhile: null }
            : { meanwhile: { name: name(actor.person), as: actor.as } }),
      }
    }),
    ({ role }) => role,
  )
  cache.set(org, { roles, date, seats })
  return seats
}
