import { placeIdsOf } from '../organization/locations.ts'
import { seatsHeldBy } from '../organization/heldSeats.ts'
import { staffOn } from '../organization/staff.ts'
import type { Staff } from '../organization/staff.ts'
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
  const staff = staffOn(org, day)
  let kept = requesters.get(staff)
  if (kept?.roles !== roles) {
    kept = { roles, known: new Map() }
    requesters.set(staff, kept)
  }
  const key = `${id}\u0000${unit}`
  const known = kept.known.get(key)
  if (known !== undefined) return known
  const person = org.persons.get(id)
  const seats = person === undefined ? [] : seatsHeldBy(org, roles, id, day)
  const requester = {
    id,
    unit,
    unitPeople: staff.peopleIn(unit),
    employment: person?.employment ?? '',
    roles: [...new Set(seats.map((seat) => seat.role))],
  }
  kept.known.set(key, requester)
  return requester
}

/** Kept with the lookups of the day while the roles are the same. */
const requesters = new WeakMap<Staff, { roles: Roles; known: Map<string, Requester> }>()
