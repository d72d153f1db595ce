import type { Party } from '../organization/who.ts'
import type { CaseState } from './state.ts'

/**
 * Who acts in a case for a person who left it: whoever it was handed over to, also where that
 * person left in turn.
 */
export function standInFor(state: Pick<CaseState, 'handedOver'>, person: string): string {
  const succession = successionFrom(state, person)
  const last = succession.at(-1) ?? person
  return state.handedOver?.[last] ?? last
}

/**
 * The applicant and everybody who took the application over since: whoever has had it in hand does
 * not decide on it.
 */
export function applicantsOf(
  state: Pick<CaseState, 'handedOver' | 'applicant'>,
): readonly string[] {
  return successionFrom(state, state.applicant)
}

function successionFrom(state: Pick<CaseState, 'handedOver'>, person: string): readonly string[] {
  const seen = new Set<string>()
  for (
    let at: string | undefined = person;
    at !== undefined && !seen.has(at);
    at = state.handedOver?.[at]
  )
    seen.add(at)
  return [...seen]
}

/** The party, with the person who took over in place of the one whom the pack names. */
export function withStandIn(state: Pick<CaseState, 'handedOver'>, party: Party): Party {
  return party !== 'anyone' && 'person' in party
    ? { person: standInFor(state, party.person) }
    : party
}
