import type { Party } from '#kernel/organization/index.ts'
import { anyone, keyOf, placeOf } from '#features/tasks/server/public.ts'

/** The text under which a party stands in a row. */
export const placeKey = (party: Party): string => keyOf(placeOf(party))

/** The party of such a text. */
export function partyOfPlace(place: string): Party {
  const [person = '', role = '', scope = '', id = ''] = place.split('|')
  if (person !== '') return { person }
  return role === anyone ? 'anyone' : { seat: { role, scope: scope as 'organization', id } }
}
