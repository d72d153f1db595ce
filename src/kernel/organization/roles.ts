import type { Seat } from '../packs/who.ts'
import { holdersOf } from './holders.ts'
import { allSeats } from './seats.ts'
import type { Roles } from './seats.ts'
import { staffOn } from './staff.ts'
import type { OrganizationView } from './types.ts'

/** The seats that a person holds on a day, as holder (not as a deputy), bodies included. */
export function rolesOf(
  org: OrganizationView,
  roles: Roles,
  person: string,
  date: string,
): readonly Seat[] {
  return seatsHeld(org, roles, date).get(person) ?? []
}

const made = new WeakMap<
  OrganizationView,
  { roles: Roles; date: string; held: ReadonlyMap<string, readonly Seat[]> }
>()

/** The seats held by everyone; kept with the organisation as long as it, the roles and the day are the same. */
export function seatsHeld(
  org: OrganizationView,
  roles: Roles,
  date: string,
): ReadonlyMap<string, readonly Seat[]> {
  const kept = made.get(org)
  if (kept?.roles === roles && kept.date === date) return kept.held
  const staff = staffOn(org, date)
  const held = new Map<string, Seat[]>()
  for (const seat of allSeats(org, roles)) {
    for (const { person } of holdersOf(staff, roles, seat)) {
      const mine = held.get(person)
      if (mine) mine.push(seat)
      else held.set(person, [seat])
    }
  }
  made.set(org, { roles, date, held })
  return held
}
