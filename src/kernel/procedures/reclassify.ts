import { inTokyo } from '../calendar/days.ts'
import { compareClasses } from '../classes/classes.ts'
import type { ClassChange } from '../classes/classes.ts'
import type { Procedure } from '../packs/procedure.ts'
import { problem } from '../problems/index.ts'
import { ended } from './act.ts'
import type { CaseResult } from './begin.ts'
import { classOf } from './conditions.ts'
import { groundsOf } from './grounds.ts'
import { arrive } from './moving.ts'
import { predict } from './predict.ts'
import type { AboutEntry, CaseContext, CaseState, Happening } from './state.ts'

/** What became of the entries while a case was open. */
export interface Reclassification {
  readonly actor: string
  readonly reason: string
  /** All entries of the case as they are now. */
  readonly about: readonly AboutEntry[]
  /** The safeguards that the handling rules ask for now. */
  readonly safeguards?: readonly string[]
}

/** A class changed during an open case. When it was raised, the approvals start again, by the route of the higher class; what was already
 * approved and is being carried out (a later step was acted on) stays where it is, and the history tells. A lower class only changes
 * what is still to come.
 */
export function reclassified(
  procedure: Procedure,
  state: CaseState,
  input: Reclassification,
  context: CaseContext,
): CaseResult {
  if (state.status === 'ended') return { ok: false, problem: ended(procedure, state) }
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
  const now: CaseState = {
    ...state,
    about: input.about,
    safeguards: input.safeguards ?? state.safeguards,
  }
  const after = classOf(procedure, now)
  const change: ClassChange = compareClasses(before, after)
  const at = inTokyo(context.now)
  const base: Happening = {
    at,
    kind: 'reclassified',
    person: input.actor,
    as: input.actor === state.applicant ? 'applicant' : 'person',
    ...(state.step !== undefined && { step: state.step }),
    comment: reason,
    changed: [{ field: 'class', from: before, to: after }],
    grounds: groundsOf(procedure),
  }
  const again =
    change === 'raised' || change === 'mixed' ? firstApproval(procedure, now, context) : undefined
  if (again === undefined)
    return {
      ok: true,
      state: { ...now, history: [...state.history, base] },
      effects: [],
      happening: base,
    }
  const arrived = arrive(
    procedure,
    { ...now, history: [...state.history, base] },
    { step: again },
    context,
  )
  if (!arrived.ok) return arrived
  const happening = { ...base, to: arrived.to }
  return {
    ok: true,
    state: { ...arrived.state, history: [...state.history, happening] },
    effects: [],
    happening,
  }
}

/**
 * The approval from which the case must start again; undefined where none has begun yet, or where what was approved is already being
 * carried out.
 */
function firstApproval(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): string | undefined {
  const first = predict(procedure, { step: procedure.start }, state, context).steps.find(
    (step) => step.decides,
  )
  const approvalAt = state.history.findLastIndex(
    (happening) =>
      happening.kind === 'decided' && procedure.steps.get(happening.step ?? '')?.decides === true,
  )
  const atApproval = procedure.steps.get(state.step ?? '')?.decides === true
  const carriedOut =
    approvalAt >= 0 &&
    !atApproval &&
    state.history.slice(approvalAt + 1).some((happening) => happening.kind === 'decided')
  const sentBack = approvalAt >= 0 && !atApproval && state.step === procedure.start
  return (approvalAt >= 0 || atApproval) && !carriedOut && !sentBack ? first?.id : undefined
}
