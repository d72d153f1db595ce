import { placeIdsOf } from '../organization/locations.ts'
import { seatsHeldBy } from '../organization/heldSeats.ts'
import { staffOn } from '../organization/staff.ts'
import type { Roles } from '../organization/seats.ts'
import type { OrganizationView } from '../organization/types.ts'
import type { EntryLocation } from '../organization/who.ts'
import type { FieldValues } from '../fields/types.ts'
import type { ClassValue } from '../packs/classification.ts'
import type { SubjectEntry } from './evaluatePolicy.ts'
import type { Requester } from './types.ts'

/** An entry as the handling rules see it: its unit stands among its fields. */
export function toSubject(
  entry: EntryLocation & {
    readonly id: string
    readonly fields?: FieldValues
    readonly class?: ClassValue
  },
): SubjectEntry {
  return {
    id: entry.id,
    places: placeIdsOf(entry),
    fields: { ...entry.fields, unit: entry.unit ?? '' },
    ...(entry.class && { class: entry.class }),
  }
}

/**
 * A person as the handling rules see one on a day, with the roles held then; `unit` is the person's
 * own by default.
 */
export function toRequester(
  org: OrganizationView,
  roles: Roles,
  id: string,
  day: string,
  unit: string = org.persons.get(id)?.unit ?? '',
): Requester {
  const person = org.persons.get(id)
  const seats = person === undefined ? [] : seatsHeldBy(org, roles, id, day)
  return {
    id,
    unit,
    unitPeople: staffOn(org, day).peopleIn(unit),
    employment: person?.employment ?? '',
    roles: [...new Set(seats.map((seat) => seat.role))],
  }
}
