import type { Party } from '../organization/who.ts'
import type { CaseState } from './state.ts'

/** Who acts in a case for a person who left it: whoever it was handed over to, also where that person left in turn. */
export function standInFor(state: Pick<CaseState, 'handedOver'>, person: string): string {
  const seen = new Set<string>()
  let at = person
  while (!seen.has(at)) {
    seen.add(at)
    at = state.handedOver?.[at] ?? at
  }
  return at
}

/** The party with the person who acts in the place of the one that the pack means. */
export function withStandIn(state: Pick<CaseState, 'handedOver'>, party: Party): Party {
  return party !== 'anyone' && 'person' in party ? { person: standInFor(state, party.person) } : party
}
