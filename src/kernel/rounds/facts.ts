import { toRequester } from '../handling/subject.ts'
import { locationOf } from '../organization/locations.ts'
import type { LocatableEntry } from '../organization/locations.ts'
import type { Roles } from '../organization/seats.ts'
import type { OrganizationView } from '../organization/types.ts'
import type { ClassValue } from '../packs/classification.ts'
import type { Register } from '../packs/register.ts'
import type { RoundSubjectFacts } from './subjects.ts'

/** The organisation as a subject. */
export function organizationSubject(title = ''): RoundSubjectFacts {
  return { id: '', title, names: {}, location: {}, fields: {} }
}

export function unitSubject(org: OrganizationView, id: string): RoundSubjectFacts {
  return {
    id,
    title: org.units.get(id)?.title ?? id,
    names: {},
    location: { unit: id },
    fields: {},
  }
}

/** A person with the unit and the roles of a day. */
export function personSubject(
  org: OrganizationView,
  roles: Roles,
  id: string,
  day: string,
): RoundSubjectFacts {
  const person = org.persons.get(id)
  return {
    id,
    title: person?.name ?? id,
    names: { person: toRequester(org, roles, id, day) },
    location: person === undefined ? {} : { unit: person.unit },
    fields: {},
    person: id,
  }
}

/** A line of a register with its class and its state. */
export function lineSubject(
  registers: ReadonlyMap<string, Register>,
  line: LocatableEntry & {
    readonly title?: string
    readonly class?: ClassValue | undefined
    readonly state: string
  },
): RoundSubjectFacts {
  const { id, title, unit, fields, state } = line
  return {
    id,
    title: title ?? id,
    names: { ...fields, class: line.class ?? {}, unit: unit ?? '', state },
    location: locationOf(registers, line),
    fields,
  }
}
