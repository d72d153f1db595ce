import { diffValues } from '../fields/diff.ts'
import type { FieldChange } from '../fields/diff.ts'
import type { CaseState } from './state.ts'

/**
 * The fields that changed since a step was last acted on: what a person who sent the case back should look at again. Empty where the
 * step was never acted on.
 */
export function changedSince(state: CaseState, step: string): readonly FieldChange[] {
  const last = state.history.findLastIndex(
    (happening) => happening.kind === 'decided' && happening.step === step,
  )
  if (last < 0) return []
  const before: Record<string, unknown> = { ...state.fields }
  for (const happening of state.history.slice(last + 1).toReversed()) {
    for (const change of happening.changed ?? []) before[change.field] = change.from
  }
  return diffValues(before, state.fields)
}
