import type { Seat } from '../packs/who.ts'
import { holdersOf } from './holders.ts'
import { allSeats } from './seats.ts'
import type { Roles } from './seats.ts'
import { staffOn } from './staff.ts'
import type { OrganizationView } from './types.ts'

/** The seats that a person holds on a day, as holder (not as a deputy), bodies included. */
export function seatsHeldBy(
  org: OrganizationView,
  roles: Roles,
  person: string,
  date: string,
): readonly Seat[] {
  return seatsByPerson(org, roles, date).get(person) ?? []
}

const cache = new WeakMap<
  OrganizationView,
  { roles: Roles; date: string; seats: ReadonlyMap<string, readonly Seat[]> }
>()

/**
 * The seats held by everyone; kept with the organisation as long as it, the roles and the day are
 * the same.
 */
function seatsByPerson(
  org: OrganizationView,
  roles: Roles,
  date: string,
): ReadonlyMap<string, readonly Seat[]> {
  const cached = cache.get(org)
  if (cached?.roles === roles && cached.date === date) return cached.seats
  const staff = staffOn(org, date)
  const byPerson = new Map<string, Seat[]>()
  for (const seat of allSeats(org, roles)) {
    for (const { person } of holdersOf(staff, roles, seat)) {
      const personSeats = byPerson.get(person)
      if (personSeats) personSeats.push(seat)
      else byPerson.set(person, [seat])
    }
  }
  cache.set(org, { roles, date, seats: byPerson })
  return byPerson
}
