import type { Party } from '../organization/who.ts'
import type { Procedure, Step } from '../packs/procedure.ts'
import type { Apart } from '../packs/types.ts'
import type { CaseContext, CaseState } from './state.ts'

/** Persons whom the rules about parts that one person may not play together keep from acting, with the rule. */
export function keptApart(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  party: Party,
  context: CaseContext,
): readonly { readonly person: string; readonly rule: Apart }[] {
  const mine = partsOf(procedure, step, party)
  return (context.apart ?? [])
    .filter((rule) => rule.in === 'case' || rule.in === procedure.id)
    .flatMap((rule) => {
      const [one, other] = rule.not
      const barred = mine.has(one)
        ? playersOf(other, procedure, state)
        : mine.has(other)
          ? playersOf(one, procedure, state)
          : []
      return barred.map((person) => ({ person, rule }))
    })
}

/** The parts that whoever acts here plays: the step, its role, and `approver` where it decides. */
function partsOf(procedure: Procedure, step: Step, party: Party): ReadonlySet<string> {
  const parts = new Set([step.id, `${procedure.id}.${step.id}`])
  if (step.decides) parts.add('approver')
  if (party !== 'anyone' && 'seat' in party) parts.add(party.seat.role)
  return parts
}

function playersOf(part: string, procedure: Procedure, state: CaseState): readonly string[] {
  if (part === 'applicant') return [state.applicant]
  const played = state.history.filter((happening) => {
    const step =
      happening.kind === 'decided' ? procedure.steps.get(happening.step ?? '') : undefined
    if (step === undefined) return false
    return partsOf(procedure, step, happening.party ?? 'anyone').has(part)
  })
  return [...new Set(played.map((happening) => happening.person))]
}
