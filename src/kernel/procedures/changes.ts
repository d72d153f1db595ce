import { diffWritten, undoChanges } from './answers.ts'
import type { CaseChange } from './answers.ts'
import type { CaseState } from './state.ts'

/**
 * The fields that changed since a step was last acted on: what a person who sent the case back
 * should look at again. Empty where the step was never acted on.
 */
export function changesSince(state: CaseState, step: string): readonly CaseChange[] {
  const last = state.history.findLastIndex(
    (event) => event.kind === 'decided' && event.step === step,
  )
  if (last < 0) return []
  const since = state.history
    .slice(last + 1)
    .toReversed()
    .flatMap((event) => event.changed ?? [])
  return diffWritten(undoChanges(state, since), state)
}
