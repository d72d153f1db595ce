import { allSeats } from '../organization/seats.ts'
import { staffOn } from '../organization/staff.ts'
import { resolveWho } from '../organization/who.ts'
import type { Party } from '../organization/who.ts'
import type { Procedure } from '../packs/procedure.ts'
import { today } from './conditions.ts'
import { actingTitle, capacityOf, toWhoContext, whoTitle } from './parties.ts'
import type { CaseContext, CaseState } from './state.ts'
import type { Words } from '../words/words.ts'

/** Whether one person may begin a procedure, and who may, in words. */
export interface StartEligibility {
  readonly may: boolean
  readonly who: Words
}

/** Whether the applicant is among those who may begin the case. */
export function mayStart(procedure: Procedure, state: CaseState, context: CaseContext): boolean {
  return isEligible(
    resolveWho(procedure.opens, toWhoContext(state, context)),
    state.applicant,
    context,
  )
}

/**
 * Who may begin a procedure, seen by one person before anything is said. Where that hangs on what
 * it will be about, somewhere is enough.
 */
export function startEligibilityOf(
  procedure: Procedure,
  person: string,
  context: CaseContext,
): StartEligibility {
  const { opens } = procedure
  if (opens.kind === 'role' && opens.of.from === 'about') {
    const role = context.roles.get(opens.role)
    const seats = role === undefined ? [] : allSeats(context.org, new Map([[role.id, role]]))
    return {
      may: isEligible(
        seats.map((seat) => ({ seat })),
        person,
        context,
      ),
      who: whoTitle(opens, context),
    }
  }
  const applicantUnit = context.org.persons.get(person)?.unit ?? ''
  const parties = resolveWho(opens, {
    org: context.org,
    roles: context.roles,
    applicant: person,
    applicantUnit,
    about: [],
    fields: {},
  })
  const who =
    parties.length === 0
      ? whoTitle(opens, context)
      : actingTitle(
          parties.map((party, group) => ({ party, group, excluded: [] })),
          context,
        )
  return { may: isEligible(parties, person, context), who }
}

function isEligible(parties: readonly Party[], person: string, context: CaseContext): boolean {
  return (
    staffOn(context.org, today(context)).isEmployed(person) &&
    parties.some((party) => capacityOf({ party, excluded: [] }, person, person, context) !== null)
  )
}
