import { toTokyoTime } from '../calendar/days.ts'
import { groundsOfFaults } from '../fields/check.ts'
import type { FieldValues } from '../fields/types.ts'
import type { Party } from '../organization/who.ts'
import type { Decision, Procedure, Step } from '../packs/procedure.ts'
import type { Ground, Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import type { CaseResult } from './begin.ts'
import { checksProblem } from './checks.ts'
import { conditionsOf } from './conditions.ts'
import { evaluateDoor, fieldsAtDoor, pendingFields, safeguardsAsked } from './door.ts'
import { decisionsInForce, stepsOnTheWay } from './permits.ts'
import { openQuestion } from './questions.ts'
import { farCaseDatesProblem } from './farDates.ts'
import { missingProofProblem } from './proofs.ts'
import type { Paper, Proofs } from './proofs.ts'
import { evaluateEffects } from './effects.ts'
import { fillStep, safeguardsOf } from './fillStep.ts'
import type { FillResult } from './fillStep.ts'
import { openingProblem } from './eligibility.ts'
import { groundsOf, stepGrounds } from './grounds.ts'
import { deadlineOf, lateBy } from './deadlines.ts'
import { arrive, matchingBranch } from './arrive.ts'
import { permittersForOthers, withBarred } from './deciders.ts'
import {
  actingTitle,
  actorsOf,
  capacityOf,
  excludeActors,
  noActorProblem,
  unfillableParty,
} from './parties.ts'
import type { ActingCapacity } from './parties.ts'
import { paperProblem, paperTurn } from './paper.ts'
import { separationExclusions } from './separationOfDuties.ts'
import { applicantsOf } from './standIns.ts'
import type { CaseChange, SafeguardAnswers } from './answers.ts'
import type { CaseContext, CaseState, CaseEvent, Waiting } from './state.ts'
import { listed, quoted, withdrawn } from '../words/words.ts'

/** What a person does at the present step. */
export interface ActInput {
  readonly actor: string
  /** May be left out where the step has one decision. */
  readonly decision?: string
  readonly fields?: FieldValues
  /** What is answered about safeguards. */
  readonly answers?: SafeguardAnswers
  /** Ids of the confirmations and safeguards that the person confirms. */
  readonly confirmed?: readonly string[]
  readonly comment?: string
  /** The answer to the question with which the case was sent back. */
  readonly reply?: string
  /** The person has confirmed that dates far from today are right. */
  readonly datesMeant?: boolean
  /** The step that the person saw; a case that went on meanwhile is not acted on. */
  readonly step?: string
  readonly proofs?: Proofs
  /** The actor wrote it on paper; the recorder named here brings it in. */
  readonly paper?: Paper
}

/** An act whose actor, step and decision are known, before it is checked further. */
interface Attempt {
  readonly procedure: Procedure
  readonly step: Step
  readonly decision: Decision
  /** The decision leads on: everything that the step requires must be there. */
  readonly onward: boolean
  readonly state: CaseState
  readonly input: ActInput
  readonly context: CaseContext
  readonly grounds: readonly Ground[]
}

/**
 * Does one act on a case: who may, what must be written and confirmed, where it leads. Every
 * refusal names its provisions.
 */
export function act(
  procedure: Procedure,
  before: CaseState,
  input: ActInput,
  context: CaseContext,
): CaseResult {
  const state = withSafeguards(
    procedure,
    withBarred(procedure, before),
    input.fields ?? {},
    context,
  )
  const step = procedure.steps.get(state.step ?? '')
  if (state.status === 'ended' || step === undefined)
    return toRefusal(caseEndedProblem(procedure, state))
  const grounds = stepGrounds(procedure, step)
  if (input.step !== undefined && input.step !== step.id)
    return toRefusal(problem('step-passed', { step: step.title }, { grounds }))
  const turns = turnsOf(state, input.actor, context)
  const paper = turns.length === 0 && input.paper ? paperTurn(state, input.actor) : null
  const possible = paper ? [paper] : turns
  if (possible.length === 0)
    return toRefusal(turnProblem(procedure, step, state, input.actor, context))
  const decision = decisionOf(step, input.decision)
  if (decision === undefined) {
    return toRefusal(
      problem(
        'decision-unknown',
        { step: step.title, decisions: listed(step.decisions.map((item) => quoted(item.title))) },
        { grounds },
      ),
    )
  }
  const onward = isOnward(step, decision)
  return decide({ procedure, step, decision, onward, state, input, context, grounds }, possible)
}

/** Checks what was written, confirmed and proved, and lets the case go its way. */
function decide(attempt: Attempt, possible: readonly Turn[]): CaseResult {
  const { procedure, step, decision, onward, state, input, context, grounds } = attempt
  const comment = input.comment?.trim() ?? ''
  if (decision.comment && comment === '')
    return toRefusal(problem('comment-missing', { decision: decision.title }, { grounds }))
  const question = openQuestion(procedure, state)
  const reply = question === undefined ? '' : (input.reply?.trim() ?? '')
  if (question !== undefined && onward && reply === '')
    return toRefusal(problem('reply-missing', { question: question.comment ?? '' }, { grounds }))
  const filled = fillBy(attempt)
  const confirmations = confirmationsFor(step, decision, state, context)
  const missing = filledProblem(attempt, filled) ?? demandProblem(attempt, confirmations)
  if (missing !== null) return toRefusal(missing)

  const written = { ...state, fields: filled.fields, answers: filled.answers }
  const opening =
    step.id === procedure.start && onward
      ? openingProblem(procedure, written, input.actor, context)
      : null
  if (opening !== null) return toRefusal(opening)
  const asks = asksDoor(procedure, step, decision, state, filled.changed, context)
  const door =
    asks || step.decides
      ? evaluateDoor(procedure, written, context, pendingFields(procedure, state))
      : undefined
  if (asks && door?.refusal) return toRefusal(door.refusal)

  const at = toTokyoTime(context.now)
  const outcome = takeTurn(attempt, possible, at)
  if (outcome === undefined || outcome.stuck !== undefined)
    return toRefusal(noActorProblem(procedure, step, state, outcome?.stuck, context))
  const { turn, decidedParty, waitingFor } = outcome
  const late = lateBy(deadlineOf(step, state, context.calendar), context.now)
  const event: CaseEvent = {
    at,
    kind: 'decided',
    person: input.actor,
    ...turn.capacity,
    ...predecessorOf(state, decidedParty.party),
    step: step.id,
    decision: decision.id,
    party: decidedParty.party,
    ...(comment !== '' && { comment }),
    ...(reply !== '' && { reply }),
    ...(confirmations.length > 0 && { confirmed: confirmations.map((item) => item.id) }),
    ...(filled.changed.length > 0 && { changed: filled.changed }),
    ...(late && { late }),
    ...(input.proofs && { proofs: input.proofs }),
    ...(input.paper && { paper: input.paper }),
    grounds: step.decides && door ? [...grounds, ...door.grounds] : grounds,
  }
  const after: CaseState = { ...written, waitingFor, history: [...state.history, event] }
  if (onward && !isComplete(step, waitingFor)) return { ok: true, state: after, effects: [], event }
  return followBranch(procedure, step, decision, after, context)
}

/** What the act writes, merged into what the case holds. */
function fillBy({ procedure, step, onward, state, input, context }: Attempt): FillResult {
  const { fields = {}, answers = {}, paper } = input
  return fillStep(
    procedure,
    step,
    state,
    { fields, answers, ...(paper && { writtenOn: paper.on }) },
    context,
    !onward,
    input.actor,
  )
}

/** What is wrong with what was written. */
function filledProblem(
  { procedure, input, context, grounds }: Attempt,
  { faults, changed }: FillResult,
): Problem | null {
  if (faults.length > 0)
    return problem(
      'input-invalid',
      { count: faults.length },
      { faults, grounds: [...grounds, ...(groundsOfFaults(faults).grounds ?? [])] },
    )
  return input.datesMeant ? null : farCaseDatesProblem(procedure, changed, context, grounds)
}

/** Which confirmation or proof that the step demands is missing. */
function demandProblem(
  { procedure, step, decision, onward, state, input, context, grounds }: Attempt,
  confirmations: ReturnType<typeof confirmationsFor>,
): Problem | null {
  const unconfirmed = confirmations.filter((item) => !input.confirmed?.includes(item.id))
  if (unconfirmed.length > 0)
    return problem(
      'not-confirmed',
      { missing: listed(unconfirmed.map((item) => quoted(item.title))) },
      { grounds: [...grounds, ...groundsOf(...unconfirmed)] },
    )
  const looked =
    onward || (decision.tone !== 'bad' && leadsOn(procedure, step, decision, state))
      ? checksProblem(procedure, step, decision, context.checks)
      : null
  if (looked !== null) return looked
  return (
    (input.paper && paperProblem(procedure, step, state, input.paper, input.actor, context)) ??
    missingProofProblem(procedure, step, decision, onward, input.proofs, input.paper)
  )
}

/**
 * The parties that the step waits for after the act: as the first of the actor's turns that leaves
 * nobody else without an actor, or as the first of all, with the party that is stuck.
 */
function takeTurn(
  { step, decision, onward, state, input, context }: Attempt,
  possible: readonly Turn[],
  at: string,
) {
  const outcomes = possible.map((turn) => {
    const decidedParty = {
      ...state.waitingFor[turn.index],
      decided: { person: input.actor, decision: decision.id, at },
    } as Waiting
    const waitingFor = excludeActors(
      step,
      state.waitingFor.map((waiting, index) => (index === turn.index ? decidedParty : waiting)),
      context,
    )
    const stuck =
      onward && !isComplete(step, waitingFor)
        ? unfillableParty(step, waitingFor, context)
        : undefined
    return { turn, decidedParty, waitingFor, stuck }
  })
  return outcomes.find(({ stuck }) => stuck === undefined) ?? outcomes[0]
}

/**
 * Until somebody has decided, what is written may change which safeguards the rules ask for.
 * Afterwards the case keeps those that it was decided with.
 */
function withSafeguards(
  procedure: Procedure,
  state: CaseState,
  fields: FieldValues,
  context: CaseContext,
): CaseState {
  if (state.status === 'ended' || decisionsInForce(procedure, state).length > 0) return state
  const written = { ...state, fields: { ...state.fields, ...fields } }
  return { ...state, safeguards: safeguardsAsked(procedure, written, context) }
}

/**
 * Whether the handling rules decide on an act: on everything that leads on until the case was
 * decided, on every decision, and where answers to the questions of its acts, or its class, change.
 * What was permitted is carried out to its end, and refusing or breaking off is always open.
 */
function asksDoor(
  procedure: Procedure,
  step: Step,
  decision: Decision,
  state: CaseState,
  changed: readonly CaseChange[],
  context: CaseContext,
): boolean {
  if (decision.tone === 'bad' || !leadsOn(procedure, step, decision, state)) return false
  if (step.decides || decisionsInForce(procedure, state).length === 0) return true
  const asked = fieldsAtDoor(procedure, context)
  return changed.some(({ field, safeguard }) => safeguard === undefined && asked.has(field))
}

/**
 * Whether a decision brings a case further: an onward one, and whatever a pack calls it, one that
 * may lead to a good end or to a step that the case did not come through.
 */
function leadsOn(procedure: Procedure, step: Step, decision: Decision, state: CaseState): boolean {
  const way = stepsOnTheWay(procedure, state)
  return (
    isOnward(step, decision) ||
    decision.branches.some(({ to }) =>
      'end' in to ? procedure.ends.get(to.end)?.tone === 'good' : !way.includes(to.step),
    )
  )
}

/**
 * Moves the case along the branch of a decision that is complete; the last event of the
 * history records where it went.
 */
function followBranch(
  procedure: Procedure,
  step: Step,
  decision: Decision,
  state: CaseState,
  context: CaseContext,
): CaseResult {
  const branch = matchingBranch(
    decision.branches,
    conditionsOf(procedure, state, context),
    context.undecided,
  )
  if (branch === undefined) {
    return toRefusal(
      problem(
        'no-way-on',
        { step: step.title, decision: decision.title },
        { grounds: stepGrounds(procedure, step) },
      ),
    )
  }
  const arrival = arrive(procedure, state, branch.to, context)
  if (!arrival.ok) return arrival
  const passedOver = arrival.passedOver.length > 0 ? { passedOver: arrival.passedOver } : {}
  const event = { ...state.history.at(-1), to: arrival.to, ...passedOver } as CaseEvent
  const effects = evaluateEffects(procedure, state, branch.effects, context)
  return {
    ok: true,
    state: { ...arrival.state, history: [...state.history.slice(0, -1), event] },
    effects,
    event,
  }
}

/**
 * The first decision of a step, and every good one, leads on: fields are required, and all parties
 * must agree. Others send back or end at once.
 */
export function isOnward(step: Step, decision: Decision): boolean {
  return decision === step.decisions[0] || decision.tone === 'good'
}

/** The decision with this id; where none is named, the one way on that the step has. */
export function decisionOf(step: Step, id: string | undefined): Decision | undefined {
  if (id !== undefined) return step.decisions.find((decision) => decision.id === id)
  const ways = step.decisions.filter(({ objects }) => objects !== true)
  return ways.length === 1 ? ways[0] : undefined
}

/**
 * What must be confirmed for a decision: the step's confirmations, and the safeguards where the
 * step asks for them.
 */
export function confirmationsFor(
  step: Step,
  decision: Decision,
  state: CaseState,
  context: CaseContext,
): readonly { readonly id: string; readonly title: string; readonly carries: readonly string[] }[] {
  return [
    ...(decision.confirms ? step.confirm : []),
    ...(isOnward(step, decision) ? safeguardsOf(step, state, context) : []),
  ]
}

/** Which of the waiting parties a person may act for now. */
export function turnOf(state: CaseState, person: string, context: CaseContext): Turn | null {
  return turnsOf(state, person, context)[0] ?? null
}

interface Turn {
  readonly index: number
  readonly capacity: ActingCapacity
}

/** All the waiting parties that a person may act for now. */
function turnsOf(state: CaseState, person: string, context: CaseContext): readonly Turn[] {
  return state.waitingFor.flatMap((waiting, index) => {
    const capacity = waiting.decided ? null : capacityOf(waiting, person, state.applicant, context)
    return capacity ? [{ index, capacity }] : []
  })
}

/** Whom the person who acts took over from, where the party was handed over. */
function predecessorOf(
  { handedOver = {} }: CaseState,
  party: Party,
): { readonly insteadOf?: string } {
  if (party === 'anyone' || !('person' in party)) return {}
  const from = Object.keys(handedOver).find((person) => handedOver[person] === party.person)
  return from === undefined ? {} : { insteadOf: from }
}

/** Why a person may not act on the present step. */
export function turnProblem(
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
  const couldAct = open.some((waiting) =>
    capacityOf(
      { ...waiting, excluded: waiting.excluded.filter((candidate) => candidate !== person) },
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
      { grounds: [...grounds, ...applicantGrounds(context)] },
    )
  }
  const isSecond = (waiting: Waiting): boolean =>
    permittersForOthers(procedure, step, state, waiting.party).includes(person)
  if (couldAct && open.some(isSecond))
    return problem('permit-by-another', { step: step.title, acting }, { grounds })
  const rule = couldAct
    ? open
        .flatMap((waiting) => separationExclusions(procedure, step, state, waiting.party, context))
        .find((candidate) => candidate.person === person)?.rule
    : undefined
  if (rule)
    return problem(
      'parts-apart',
      { step: step.title, rule: rule.title, acting },
      { grounds: [...groundsOf(rule), ...grounds] },
    )
  return problem('not-your-turn', { step: step.title, acting }, { grounds })
}

export function caseEndedProblem(procedure: Procedure, state: CaseState): Problem {
  const outcome =
    procedure.ends.get(state.outcome ?? '')?.title ??
    (state.outcome === 'withdrawn' ? withdrawn : { ja: '終了', en: 'ended' })
  return problem('case-ended', { outcome }, { grounds: groundsOf(procedure) })
}

function applicantGrounds(context: CaseContext): ReturnType<typeof groundsOf> {
  return groundsOf(
    ...(context.separationOfDuties ?? []).filter((rule) => rule.not.includes('applicant')),
  )
}

/** Complete when every group (or, without `all`, one of them) has acted as a whole. */
function isComplete(step: Step, waitingFor: readonly Waiting[]): boolean {
  const groups = [...new Set(waitingFor.map((waiting) => waiting.group))]
  const isDone = (group: number): boolean =>
    waitingFor.every((waiting) => waiting.group !== group || waiting.decided !== undefined)
  return step.all ? groups.every(isDone) : groups.some(isDone)
}

function toRefusal(refusal: Problem): CaseResult {
  return { ok: false, problem: refusal }
}
