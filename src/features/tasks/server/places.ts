import type { Party } from '#kernel/organization/index.ts'

/** The value of the role column of tasks that anyone of the organisation may do. */
export const anyone = '*'

/** The columns of a task that say who it waits for: a person, or a role at a place. */
export interface TaskPlace {
  readonly person_id: string | null
  readonly role: string | null
  readonly scope: string | null
  readonly scope_id: string | null
}

/** The columns of a task that waits for a party. */
export function placeOf(party: Party): TaskPlace {
  if (party === 'anyone')
    return { person_id: null, role: anyone, scope: 'organization', scope_id: '' }
  if ('person' in party) return { person_id: party.person, role: null, scope: null, scope_id: null }
  return {
    person_id: null,
    role: party.seat.role,
    scope: party.seat.scope,
    scope_id: party.seat.id,
  }
}

/**
 * A key that is equal for tasks that wait for the same person, or the same role at the same place.
 */
export function keyOf(place: TaskPlace): string {
  return [place.person_id, place.role, place.scope, place.scope_id].join('|')
}
