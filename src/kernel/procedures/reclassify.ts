import { toTokyoTime } from '../calendar/days.ts'
import { compareClasses } from '../classes/classes.ts'
import type { ClassChange } from '../classes/classes.ts'
import type { Procedure } from '../packs/procedure.ts'
import { problem } from '../problems/index.ts'
import { caseEndedProblem } from './act.ts'
import type { CaseResult } from './begin.ts'
import { classOf } from './conditions.ts'
import { groundsOf } from './grounds.ts'
import { arrive } from './arrive.ts'
import { evaluateDoor } from './door.ts'
import { predict } from './predict.ts'
import type { AboutEntry, CaseContext, CaseState, CaseEvent } from './state.ts'

/** What became of the entries while a case was open. */
export interface Reclassification {
  readonly actor: string
  readonly reason: string
  /** All entries of the case as they are now. */
  readonly about: readonly AboutEntry[]
}

/**
 * A class changed during an open case. When it was raised, the approvals start again, by the route
 * of the higher class; what was already approved and is being carried out (a later step was acted
 * on) stays where it is, and the history tells. A lower class only changes what is still to come.
 */
export function reclassifyCase(
  procedure: Procedure,
  state: CaseState,
  input: Reclassification,
  context: CaseContext,
): CaseResult {
  if (state.status === 'ended') return { ok: false, problem: caseEndedProblem(procedure, state) }
  const reason = input.reason.trim()
  if (reason === '')
    return {
      ok: false,
      problem: problem(
        'reason-missing',
        { act: { ja: '分類の変更', en: 'changing the class' } },
        { grounds: groundsOf(procedure) },
      ),
    }
  const before = classOf(procedure, state)
  const moved: CaseState = { ...state, about: input.about }
  const { safeguards, grounds } = evaluateDoor(procedure, moved, context)
  const updated: CaseState = { ...moved, safeguards }
  const after = classOf(procedure, updated)
  const change: ClassChange = compareClasses(before, after)
  const at = toTokyoTime(context.now)
  const baseEvent: CaseEvent = {
    at,
    kind: 'reclassified',
    person: input.actor,
    as: input.actor === state.applicant ? 'applicant' : 'person',
    ...(state.step !== undefined && { step: state.step }),
    comment: reason,
    changed: [{ field: 'class', from: before, to: after }],
    grounds: [...groundsOf(procedure), ...grounds],
  }
  const restartStep =
    change === 'raised' || change === 'mixed'
      ? restartStepOf(procedure, updated, context)
      : undefined
  if (restartStep === undefined)
    return {
      ok: true,
      state: { ...updated, history: [...state.history, baseEvent] },
      effects: [],
      event: baseEvent,
    }
  const arrival = arrive(
    procedure,
    { ...updated, history: [...state.history, baseEvent] },
    { step: restartStep },
    context,
  )
  if (!arrival.ok) return arrival
  const event = { ...baseEvent, to: arrival.to }
  return {
    ok: true,
    state: { ...arrival.state, history: [...state.history, event] },
    effects: [],
    event,
  }
}

/**
 * The approval from which the case must start again; undefined where none has begun yet, or where
 * what was approved is already being carried out.
 */
function restartStepOf(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): string | undefined {
  const first = predict(procedure, { step: procedure.start }, state, context).steps.find(
    (step) => step.decides,
  )
  const approvalAt = state.history.findLastIndex(
    (event) => event.kind === 'decided' && procedure.steps.get(event.step ?? '')?.decides === true,
  )
  const isAtApproval = procedure.steps.get(state.step ?? '')?.decides === true
  const isCarriedOut =
    approvalAt >= 0 &&
    !isAtApproval &&
    state.history.slice(approvalAt + 1).some((event) => event.kind === 'decided')
  const isSentBack = approvalAt >= 0 && !isAtApproval && state.step === procedure.start
  return (approvalAt >= 0 || isAtApproval) && !isCarriedOut && !isSentBack ? first?.id : undefined
}
