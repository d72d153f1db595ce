import { toTokyoTime } from '../calendar/days.ts'
import { holds } from '../packs/expression.ts'
import type { TellUndecided } from '../packs/expression.ts'
import type { Branch, Destination, Procedure, Step } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import { conditionsOf } from './conditions.ts'
import { stepGrounds } from './grounds.ts'
import { partiesToWaitFor } from './parties.ts'
import type { CaseContext, CaseState } from './state.ts'

/** A case that arrived somewhere, with the steps passed over on the way. */
export type Arrival =
  | {
      readonly ok: true
      readonly state: CaseState
      readonly to: Destination
      readonly passedOver: readonly string[]
    }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Brings a case to a destination: passes over the steps that are not needed and finds whom the next
 * one waits for.
 */
export function arrive(
  procedure: Procedure,
  state: CaseState,
  to: Destination,
  context: CaseContext,
): Arrival {
  const conditions = conditionsOf(procedure, state, context)
  const passedOver: string[] = []
  let current = to
  while (!('end' in current)) {
    const step = procedure.steps.get(current.step)
    if (step === undefined)
      return { ok: false, problem: problem('no-way-on', { step: current.step, decision: '' }) }
    if (isNeeded(step, conditions, context.undecided)) {
      const parties = partiesToWaitFor(procedure, step, leavingFor(state, current), context)
      if (!parties.ok) return parties
      return {
        ok: true,
        state: {
          ...state,
          step: step.id,
          enteredAt: toTokyoTime(context.now),
          waitingFor: parties.waitingFor,
        },
        to: current,
        passedOver,
      }
    }
    const next = passedOver.includes(step.id)
      ? undefined
      : skipDestination(step, conditions, context.undecided)
    if (next === undefined) {
      return {
        ok: false,
        problem: problem(
          'no-way-on',
          { step: step.title, decision: '' },
          { grounds: stepGrounds(procedure, step) },
        ),
      }
    }
    passedOver.push(step.id)
    current = next
  }
  const { step: _left, ...rest } = state
  return {
    ok: true,
    state: {
      ...rest,
      status: 'ended',
      outcome: current.end,
      enteredAt: toTokyoTime(context.now),
      waitingFor: [],
    },
    to: current,
    passedOver,
  }
}

/**
 * The case with the destination in its last event, so that decisions that are annulled by sending
 * it back no longer bar anybody from acting there.
 */
function leavingFor(state: CaseState, to: Destination): CaseState {
  const last = state.history.at(-1)
  return last === undefined || last.to !== undefined
    ? state
    : { ...state, history: [...state.history.slice(0, -1), { ...last, to }] }
}

/**
 * A step is needed where its condition holds and it applies to the organization, or where either
 * cannot be evaluated.
 */
export function isNeeded(
  step: Step,
  conditions: Readonly<Record<string, unknown>>,
  tell?: TellUndecided,
): boolean {
  return holds(step.when, conditions, true, tell) && holds(step.applies, conditions, true, tell)
}

/** Where a step leads that is passed over: `skipTo`, else the way of its first decision. */
export function skipDestination(
  step: Step,
  conditions: Readonly<Record<string, unknown>>,
  tell?: TellUndecided,
): Destination | undefined {
  return step.skipTo ?? matchingBranch(step.decisions[0]?.branches ?? [], conditions, tell)?.to
}

/**
 * The first branch whose condition holds; none where one comes first that cannot be evaluated: the
 * case stays where it is.
 */
export function matchingBranch(
  branches: readonly Branch[],
  conditions: Readonly<Record<string, unknown>>,
  tell?: TellUndecided,
): Branch | undefined {
  let undecided = false
  const found = branches.find((branch) =>
    holds(branch.when, conditions, true, (each) => {
      undecided = true
      tell?.({ ...each, taken: false })
    }),
  )
  return undecided ? undefined : found
}
