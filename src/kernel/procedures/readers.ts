import type { Party } from '../organization/who.ts'
import type { Procedure } from '../packs/procedure.ts'
import { actorsOf, resolveParties } from './parties.ts'
import { standInFor } from './standIns.ts'
import type { CaseContext, CaseState } from './state.ts'

/** The case with the readers that its procedure names, as its fields and places are now. */
export function withReaders(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): CaseState {
  if (procedure.readBy === undefined) return state
  return {
    ...state,
    readers: procedure.readBy
      .flatMap((who) => resolveParties(who, state, context))
      .filter((party) => party !== 'anyone'),
  }
}

/** Whether only the persons whom the procedure names and those who act in the case may see it. */
export function isRestricted(procedure: Procedure | undefined, state: CaseState): boolean {
  return procedure?.readBy !== undefined || state.readers !== undefined
}

/**
 * Whether a person has a part in a case: applied, took over, acted, was acted for, or is the one
 * whose turn it is now.
 */
export function isParticipant(state: CaseState, person: string, context: CaseContext): boolean {
  if (state.applicant === person || standInFor(state, state.applicant) === person) return true
  if (
    state.history.some(
      (event) =>
        event.person === person || event.insteadOf === person || event.paper?.recorder === person,
    )
  )
    return true
  return state.waitingFor.some((waiting) => {
    const actors = waiting.decided ? [] : actorsOf(waiting, context)
    return actors !== 'anyone' && actors.includes(person)
  })
}

/**
 * Whether a person is among the readers: by name, or as one who holds the seat or acts for it
 * today.
 */
export function isReader(
  readers: readonly Party[],
  person: string,
  holdsSeat: (party: Exclude<Party, 'anyone'>) => boolean,
): boolean {
  return readers.some(
    (party) =>
      party !== 'anyone' && ('person' in party ? party.person === person : holdsSeat(party)),
  )
}
