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
const cache = new WeakMap<OrganizationView, readonly SeatsCache[]>()
/** How many days are kept of an organisation: those of a year and some months. */
const daysKept = 20

/** The seats of every role on a day; those of the last days are kept with the organisation. */
export function seatsByRole(
  org: OrganizationView,
  roles: Roles,
  date: string,
): ReadonlyMap<string, readonly SeatFacts[]> {
  const known = cache.get(org) ?? []
  const cached = known.find((each) => each.roles === roles && each.date === date)
  if (cached !== undefined) return cached.seats
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
  cache.set(org, [...known, { roles, date, seats }].slice(-daysKept))
  return seats
}
