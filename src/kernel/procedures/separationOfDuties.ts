import type { Party } from '../organization/who.ts'
import type { Procedure, Step } from '../packs/procedure.ts'
import type { SeparationOfDuties } from '../packs/types.ts'
import { applicantsOf } from './standIns.ts'
import type { CaseContext, CaseState } from './state.ts'

/** Persons who may not act because of a rule on the separation of duties, with the rule. */
export function separationExclusions(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  party: Party,
  context: CaseContext,
): readonly { readonly person: string; readonly rule: SeparationOfDuties }[] {
  const ownDuties = dutiesOf(procedure, step, party)
  return (context.separationOfDuties ?? [])
    .filter((rule) => rule.in === 'case' || rule.in === procedure.id)
    .flatMap((rule) => {
      const [firstDuty, secondDuty] = rule.not
      const excludedPersons = ownDuties.has(firstDuty)
        ? performersOf(secondDuty, procedure, state)
        : ownDuties.has(secondDuty)
          ? performersOf(firstDuty, procedure, state)
          : []
      return excludedPersons.map((person) => ({ person, rule }))
    })
}

/** The parts that whoever acts here plays: the step, its role, and `approver` where it decides. */
function dutiesOf(procedure: Procedure, step: Step, party: Party): ReadonlySet<string> {
  const duties = new Set([step.id, `${procedure.id}.${step.id}`])
  if (step.decides) duties.add('approver')
  if (party !== 'anyone' && 'seat' in party) duties.add(party.seat.role)
  return duties
}

function performersOf(duty: string, procedure: Procedure, state: CaseState): readonly string[] {
  if (duty === 'applicant') return applicantsOf(state)
  const events = state.history.filter((event) => {
    const step = event.kind === 'decided' ? procedure.steps.get(event.step ?? '') : undefined
    if (step === undefined) return false
    return dutiesOf(procedure, step, event.party ?? 'anyone').has(duty)
  })
  return [...new Set(events.map((event) => event.person))]
}
