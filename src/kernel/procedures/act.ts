import { inTokyo } from '../calendar/days.ts'
import type { FieldValues } from '../fields/types.ts'
import type { Decision, Procedure, Step } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import type { CaseResult } from './begin.ts'
import { conditionsOf } from './conditions.ts'
import { unproven } from './demands.ts'
import type { Paper, Proofs } from './demands.ts'
import { dueEffects } from './effects.ts'
import { fill, safeguardsOf } from './filling.ts'
import { groundsOf, stepGrounds } from './grounds.ts'
import { dueAt, lateBy } from './limits.ts'
import { arrive, branchOf } from './moving.ts'
import { actingTitle, actorsOf, excludeActors, standingOf } from './parties.ts'
import type { Standing } from './parties.ts'
import { paperRefused, turnOnPaper } from './paper.ts'
import { keptApart } from './parts.ts'
import { applicantsOf } from './standIns.ts'
import type { SafeguardAnswers } from './answers.ts'
import type { CaseContext, CaseState, Happening, Waiting } from './state.ts'
import { listed, quoted, withdrawn } from '../words/words.ts'

/** What a person does at the present step. */
export interface Act {
  readonly actor: string
  /** May be left out where the step has one decision. */
  readonly decision?: string
  readonly fields?: FieldValues
  /** What is answered about safeguards. */
  readonly answers?: SafeguardAnswers
  /** Ids of the confirmations and safeguards that the person confirms. */
  readonly confirmed?: readonly string[]
  readonly comment?: string
  /** The step that the person saw; a case that went on meanwhile is not acted on. */
  readonly step?: string
  readonly proofs?: Proofs
  /** The actor wrote it on paper; the recorder named here brings it in. */
  readonly paper?: Paper
}

/** Does one act on a case: who may, what must be written and confirmed, where it leads. Every refusal names its provisions. */
export function act(
  procedure: Procedure,
  state: CaseState,
  input: Act,
  context: CaseContext,
): CaseResult {
  const step = procedure.steps.get(state.step ?? '')
  if (state.status === 'ended' || step === undefined) return no(ended(procedure, state))
  const grounds = stepGrounds(procedure, step)
  if (input.step !== undefined && input.step !== step.id)
    return no(problem('step-passed', { step: step.title }, { grounds }))
  const turn =
    turnOf(state, input.actor, context) ?? (input.paper ? turnOnPaper(state, input.actor) : null)
  if (turn === null) return no(notNow(procedure, step, state, input.actor, context))
  const decision = step.decisions.find((one) =>
    input.decision === undefined ? step.decisions.length === 1 : one.id === input.decision,
  )
  if (decision === undefined) {
    return no(
      problem(
        'decision-unknown',
        { step: step.title, decisions: listed(step.decisions.map((one) => quoted(one.title))) },
        { grounds },
      ),
    )
  }
  const comment = input.comment?.trim() ?? ''
  if (decision.comment && comment === '')
    return no(problem('comment-missing', { decision: decision.title }, { grounds }))
  const onward = leadsOn(step, decision)
  const { fields = {}, answers = {} } = input
  const filled = fill(procedure, step, state, { fields, answers }, context, !onward)
  if (filled.faults.length > 0)
    return no(
      problem('input-invalid', { count: filled.faults.length }, { faults: filled.faults, grounds }),
    )
  const asked = toConfirm(step, decision, state, context)
  const missing = asked.filter((one) => !input.confirmed?.includes(one.id))
  if (missing.length > 0) {
    return no(
      problem(
        'not-confirmed',
        { missing: listed(missing.map((one) => quoted(one.title))) },
        { grounds: [...grounds, ...groundsOf(...missing)] },
      ),
    )
  }
  const undone =
    (input.paper && paperRefused(procedure, step, state, input.paper, input.actor, context)) ??
    unproven(procedure, step, decision, onward, input.proofs, input.paper)
  if (undone !== null) return no(undone)

  const at = inTokyo(context.now)
  const late = lateBy(dueAt(step, state, context.calendar), context.now)
  const acted = {
    ...state.waitingFor[turn.index],
    decided: { person: input.actor, decision: decision.id, at },
  } as Waiting
  const waitingFor = excludeActors(
    state.waitingFor.map((waiting, index) => (index === turn.index ? acted : waiting)),
    context,
  )
  const happening: Happening = {
    at,
    kind: 'decided',
    person: input.actor,
    ...turn.standing,
    step: step.id,
    decision: decision.id,
    party: acted.party,
    ...(comment !== '' && { comment }),
    ...(asked.length > 0 && { confirmed: asked.map((one) => one.id) }),
    ...(filled.changed.length > 0 && { changed: filled.changed }),
    ...(late && { late }),
    ...(input.proofs && { proofs: input.proofs }),
    ...(input.paper && { paper: input.paper }),
    grounds,
  }
  const after: CaseState = {
    ...state,
    fields: filled.fields,
    answers: filled.answers,
    waitingFor,
    history: [...state.history, happening],
  }
  if (onward && !isComplete(step, waitingFor))
    return { ok: true, state: after, effects: [], happening }
  return follow(procedure, step, decision, after, context)
}

/** Moves the case along the branch of a decision that is complete; the last line of the history learns where it went. */
function follow(
  procedure: Procedure,
  step: Step,
  decision: Decision,
  state: CaseState,
  context: CaseContext,
): CaseResult {
  const branch = branchOf(
    decision.branches,
    conditionsOf(procedure, state, context),
    context.undecided,
  )
  if (branch === undefined) {
    return no(
      problem(
        'no-way-on',
        { step: step.title, decision: decision.title },
        { grounds: stepGrounds(procedure, step) },
      ),
    )
  }
  const arrived = arrive(procedure, state, branch.to, context)
  if (!arrived.ok) return arrived
  const passedOver = arrived.passedOver.length > 0 ? { passedOver: arrived.passedOver } : {}
  const happening = { ...state.history.at(-1), to: arrived.to, ...passedOver } as Happening
  const effects = dueEffects(procedure, state, branch.effects, context)
  return {
    ok: true,
    state: { ...arrived.state, history: [...state.history.slice(0, -1), happening] },
    effects,
    happening,
  }
}

/**
 * The first decision of a step, and every good one, leads on: fields are required, and all parties must agree. Others send back or end
 * at once.
 */
export function leadsOn(step: Step, decision: Decision): boolean {
  return decision === step.decisions[0] || decision.tone === 'good'
}

/** What must be confirmed for a decision: the step's confirmations, and the safeguards where the step asks for them. */
export function toConfirm(
  step: Step,
  decision: Decision,
  state: CaseState,
  context: CaseContext,
): readonly { readonly id: string; readonly title: string; readonly carries: readonly string[] }[] {
  return [
    ...(decision.confirms ? step.confirm : []),
    ...(leadsOn(step, decision) ? safeguardsOf(step, state, context) : []),
  ]
}

/** Which of the waiting parties a person may act for now. */
export function turnOf(
  state: CaseState,
  person: string,
  context: CaseContext,
): { readonly index: number; readonly standing: Standing } | null {
  for (const [index, waiting] of state.waitingFor.entries()) {
    const standing = waiting.decided ? null : standingOf(waiting, person, state.applicant, context)
    if (standing) return { index, standing }
  }
  return null
}

/** Why a person may not act on the present step. */
export function notNow(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  person: string,
  context: CaseContext,
): Problem {
  const grounds = stepGrounds(procedure, step)
  const acting = actingTitle(state.waitingFor, context)
  const open = state.waitingFor.filter((waiting) => !waiting.decided)
  if (state.waitingFor.some((waiting) => waiting.decided?.person === person)) {
    return problem('already-acted', { step: step.title, acting }, { grounds })
  }
  const wouldAct = open.some((waiting) =>
    standingOf(
      { ...waiting, excluded: waiting.excluded.filter((one) => one !== person) },
      person,
      state.applicant,
      context,
    ),
  )
  if (open.length > 0 && open.every((waiting) => actorsOf(waiting, context).length === 0)) {
    return problem(
      'no-one-may-decide',
      {
        step: step.title,
        seat: acting,
        why: {
          ja: '任命された人も代行者もいません',
          en: 'neither a holder nor a deputy is appointed',
        },
      },
      { grounds },
    )
  }
  if (step.decides && applicantsOf(state).includes(person)) {
    return problem(
      'applicant-decides',
      { step: step.title, acting },
      { grounds: [...grounds, ...applicantRules(context)] },
    )
  }
  const rule = wouldAct
    ? open
        .flatMap((waiting) => keptApart(procedure, step, state, waiting.party, context))
        .find((one) => one.person === person)?.rule
    : undefined
  if (rule)
    return problem(
      'parts-apart',
      { step: step.title, rule: rule.title, acting },
      { grounds: [...groundsOf(rule), ...grounds] },
    )
  return problem('not-your-turn', { step: step.title, acting }, { grounds })
}

export function ended(procedure: Procedure, state: CaseState): Problem {
  const outcome =
    procedure.ends.get(state.outcome ?? '')?.title ??
    (state.outcome === 'withdrawn' ? withdrawn : { ja: '終了', en: 'ended' })
  return problem('case-ended', { outcome }, { grounds: groundsOf(procedure) })
}

function applicantRules(context: CaseContext): ReturnType<typeof groundsOf> {
  return groundsOf(...(context.apart ?? []).filter((rule) => rule.not.includes('applicant')))
}

/** Complete when every group (or, without `all`, one of them) has acted as a whole. */
function isComplete(step: Step, waitingFor: readonly Waiting[]): boolean {
  const groups = [...new Set(waitingFor.map((waiting) => waiting.group))]
  const done = (group: number): boolean =>
    waitingFor.every((waiting) => waiting.group !== group || waiting.decided !== undefined)
  return step.all ? groups.every(done) : groups.some(done)
}

function no(refusal: Problem): CaseResult {
  return { ok: false, problem: refusal }
}
