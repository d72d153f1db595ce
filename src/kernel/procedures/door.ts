import { evaluatePolicyForEntries } from '../handling/evaluatePolicy.ts'
import type { HandlingPolicy } from '../handling/evaluatePolicy.ts'
import type { Verdict } from '../handling/types.ts'
import { toSubject } from '../handling/subject.ts'
import type { Act, Handling, HandlingRule } from '../packs/handling.ts'
import type { Procedure } from '../packs/procedure.ts'
import { isEmpty } from '../fields/empty.ts'
import { problem, ProblemError } from '../problems/index.ts'
import type { Problem } from '../problems/index.ts'
import type { Ground } from '../problems/problem.ts'
import { classOf, requesterOf, today } from './conditions.ts'
import { stepsOnTheWay } from './permits.ts'
import type { CaseContext, CaseState } from './state.ts'

/**
 * What the handling rules say of the acts that a case asks for, with its entries and answers as
 * they are now.
 */
export interface Door {
  /** The answer for each act of the procedure; missing for an act whose class is not known. */
  readonly verdicts: readonly Verdict[]
  /** Those that hold whatever is still to be filled in. */
  readonly certain: readonly Verdict[]
  /** Ids of the safeguards that the rules ask of the case, sorted. */
  readonly safeguards: readonly string[]
  /** The provisions and rules that the answers come from. */
  readonly grounds: readonly Ground[]
  /** Why the case may not go on, or null: the act is forbidden, or another procedure permits it. */
  readonly refusal: Problem | null
}

/**
 * Asks the handling rules about a case. `pending` are the ids of fields that are still to be filled
 * in: an answer that may change with them does not refuse.
 */
export function evaluateDoor(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
  pending: ReadonlySet<string> = new Set(),
): Door {
  const unanswered = new Set([...pending].filter((id) => isEmpty(state.fields[id])))
  const results = actsOf(procedure, context.policy).map((act) => ({
    act,
    result: verdictOn(act, procedure, state, context),
  }))
  const answers = results.flatMap(({ act, result }) =>
    'code' in result ? [] : [{ act, verdict: result }],
  )
  const asked = answers.filter(({ act }) => procedure.asks?.includes(act.id))
  const certain = asked.filter(({ act, verdict }) => isCertain(act, verdict, unanswered, context))
  const refused = certain.find(
    ({ verdict }) => verdict.verdict !== 'allow' && verdict.procedure !== procedure.id,
  )
  return {
    verdicts: asked.map(({ verdict }) => verdict),
    certain: certain.map(({ verdict }) => verdict),
    safeguards: safeguardIds(
      procedure,
      answers.map(({ verdict }) => verdict),
    ),
    grounds: uniqueGrounds(asked.flatMap(({ verdict }) => verdict.grounds)),
    refusal:
      refused === undefined
        ? classRefusal(procedure, results, unanswered)
        : refusalOf(refused.act, refused.verdict, context),
  }
}

/** Only the safeguards of `evaluateDoor`. */
export function safeguardsAsked(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): readonly string[] {
  const verdicts = actsOf(procedure, context.policy).flatMap((act) => {
    const result = verdictOn(act, procedure, state, context)
    return 'code' in result ? [] : [result]
  })
  return safeguardIds(procedure, verdicts)
}

function safeguardIds({ id }: Procedure, verdicts: readonly Verdict[]): readonly string[] {
  const leading = verdicts.filter(({ procedure }) => procedure === id)
  return [...new Set(leading.flatMap(({ safeguards }) => safeguards.map((each) => each.id)))].sort()
}

/**
 * Without its class nobody can say whether an act is forbidden. Refuses where no field is still to
 * be filled in that may give it.
 */
function classRefusal(
  procedure: Procedure,
  results: readonly { readonly act: Act; readonly result: Verdict | Problem }[],
  unanswered: ReadonlySet<string>,
): Problem | null {
  if (procedure.fields.some(({ id, type }) => type === 'class' && unanswered.has(id))) return null
  for (const { act, result } of results)
    if ('code' in result && procedure.asks?.includes(act.id)) return result
  return null
}

/** The fields of a case that the rules may look at: the questions of its acts, and its class. */
export function fieldsAtDoor(procedure: Procedure, context: CaseContext): ReadonlySet<string> {
  const questions = actsOf(procedure, context.policy).flatMap(({ asks }) =>
    asks.map(({ id }) => id),
  )
  const classes = procedure.fields.flatMap(({ id, type }) => (type === 'class' ? [id] : []))
  return new Set([...questions, ...classes])
}

/**
 * The acts that a case of a procedure is for: those whose questions the procedure asks, or, if
 * it asks none, all that may lead to the procedure.
 */
export function actsOf(procedure: Procedure, { handling }: HandlingPolicy): readonly Act[] {
  const known = actsByProcedure.get(handling) ?? new WeakMap<Procedure, readonly Act[]>()
  actsByProcedure.set(handling, known)
  const found = known.get(procedure) ?? findActs(procedure, handling)
  known.set(procedure, found)
  return found
}

const actsByProcedure = new WeakMap<Handling, WeakMap<Procedure, readonly Act[]>>()

function findActs(procedure: Procedure, { acts, rules }: Handling): readonly Act[] {
  const asks = procedure.asks ?? []
  if (asks.length > 0) return asks.flatMap((id) => acts.get(id) ?? [])
  return [...acts.values()].filter(
    (act) =>
      act.otherwise.procedure === procedure.id ||
      rules.some((rule) => rule.act === act.id && rule.procedure === procedure.id),
  )
}

/** The answer for one act; the problem `class-needed` where a class that its rules read is missing. */
function verdictOn(
  act: Act,
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): Verdict | Problem {
  const ownClass = classOf(procedure, state)
  const question = {
    act: act.id,
    fields: { ...state.fields, ...procedure.settled },
    applicant: requesterOf(state, context),
    today: today(context),
    exceptions: context.exceptions ?? [],
    ...(Object.keys(ownClass).length > 0 && { class: ownClass }),
  }
  try {
    return evaluatePolicyForEntries(context.policy, question, state.about.map(toSubject))
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'class-needed') throw error
    return error.problem
  }
}

/**
 * Whether an answer holds whatever is still to be filled in: no rule that made it, or could take
 * its place, reads an unanswered field.
 */
function isCertain(
  act: Act,
  { rule: decisive }: Verdict,
  unanswered: ReadonlySet<string>,
  { policy }: CaseContext,
): boolean {
  const deciding = policy.handling.rules.filter(
    (rule) => rule.act === act.id && rule.verdict !== 'require',
  )
  const rivals =
    decisive === undefined
      ? deciding
      : deciding.filter((rule) => rule.id === decisive || rule.overrides.includes(decisive))
  return !rivals.some((rule) => readsAny(rule, unanswered))
}

function readsAny({ when }: HandlingRule, unanswered: ReadonlySet<string>): boolean {
  return when !== undefined && when.names.some((name) => unanswered.has(name))
}

function refusalOf(act: Act, verdict: Verdict, { policy }: CaseContext): Problem {
  const rule = policy.handling.rules.find(({ id }) => id === verdict.rule)
  const other = policy.procedures.get(verdict.procedure ?? '')
  const grounds = { grounds: verdict.grounds }
  if (other !== undefined)
    return problem('act-elsewhere', { act: act.title, procedure: other.title }, grounds)
  return problem(
    'act-forbidden',
    { act: act.title, rule: rule?.title ?? '', instead: verdict.instead ?? '' },
    grounds,
  )
}

function uniqueGrounds(grounds: readonly Ground[]): readonly Ground[] {
  const byKey = new Map(grounds.map((ground) => [`${ground.rule} ${ground.provision}`, ground]))
  return [...byKey.values()]
}

/**
 * The fields that a case is still asked for: those of the steps that nobody has acted on since it
 * last came there, without the present one.
 */
export function pendingFields(procedure: Procedure, state?: CaseState): ReadonlySet<string> {
  const acted = new Set(state === undefined ? [] : [...stepsOnTheWay(procedure, state), state.step])
  return new Set(
    [...procedure.steps.values()].flatMap((step) => (acted.has(step.id) ? [] : step.fill)),
  )
}
