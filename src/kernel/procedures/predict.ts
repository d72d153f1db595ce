import type { Branch, Destination, Procedure, Step } from '../packs/procedure.ts'
import { conditionsOf } from './conditions.ts'
import { skipDestination, matchingBranch, isNeeded } from './arrive.ts'
import type { CaseContext, CaseState } from './state.ts'

/** The most likely way of a case: the steps at which it will stop, and the end. */
export interface Prediction {
  readonly steps: readonly Step[]
  /** Missing where the way runs in a circle. */
  readonly end?: string
}

/** Walks from a destination by the first decision of each step, with the fields as they are now. */
export function predict(
  procedure: Procedure,
  from: Destination,
  state: CaseState,
  context: CaseContext,
): Prediction {
  const conditions = conditionsOf(procedure, state, context)
  const steps: Step[] = []
  const seen = new Set<string>()
  let at: Destination | undefined = from
  while (at !== undefined && !('end' in at)) {
    const step = procedure.steps.get(at.step)
    if (step === undefined || seen.has(step.id)) return { steps }
    seen.add(step.id)
    if (isNeeded(step, conditions)) {
      steps.push(step)
      at = expectedDestination(procedure, step, state, conditions)
    } else at = skipDestination(step, conditions)
  }
  return at === undefined ? { steps } : { steps, end: at.end }
}

/**
 * Where the first decision of a step leads. Of branches that depend on what will only be written at
 * the step, the first one that does not end badly is the expected one.
 */
export function expectedDestination(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  conditions: Readonly<Record<string, unknown>>,
): Destination | undefined {
  const branches = step.decisions[0]?.branches ?? []
  const isOpen = ({ when }: Branch): boolean =>
    when?.names.some((id) => step.fill.includes(id) && state.fields[id] === undefined) === true
  const certain = matchingBranch(
    branches.filter((branch) => !isOpen(branch)),
    conditions,
  )
  const possible = branches.filter((branch) => isOpen(branch) || branch === certain)
  const endsBadly = ({ to }: Branch): boolean =>
    'end' in to && procedure.ends.get(to.end)?.tone === 'bad'
  return (possible.find((branch) => !endsBadly(branch)) ?? possible[0])?.to
}
