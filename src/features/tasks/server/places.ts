import type { Party } from '#kernel/organization/index.ts'

/** The role under which tasks for anyone of the organisation are kept. */
export const anyone = '*'

/** The columns of a task that say who it waits for: a person, or a role at a place. */
export interface TaskPlace {
  readonly person_id: string | null
  readonly role: string | null
  readonly scope: string | null
  readonly scope_id: string | null
}

/** Where a task for a party is kept. */
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

/** Equal for tasks that wait for the same. */
export function keyOf(place: TaskPlace): string {
  return [place.person_id, place.role, place.scope, place.scope_id].join('|')
}
