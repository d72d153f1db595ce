import type { FieldValues } from '../fields/types.ts'
import { decisionWord } from '../packs/decisionWord.ts'
import { highestClass } from '../classes/classes.ts'
import { holds } from '../packs/expression.ts'
import type { Undecided } from '../packs/expression.ts'
import type { Step } from '../packs/procedure.ts'
import { suggest } from '../packs/suggest.ts'
import type { Pack } from '../packs/types.ts'
import type { Who } from '../packs/who.ts'
import { refuse } from '../problems/index.ts'
import type { Ground } from '../problems/problem.ts'
import { findExceptedRules } from './exceptions.ts'
import { overriderOf, traceOf } from './trace.ts'
import type { ApprovalStep, RequiredSafeguard, Question, Verdict } from './types.ts'
import type { ClassValue } from '../packs/classification.ts'
import type { Act, VerdictKind, Outcome, HandlingRule, Handling } from '../packs/handling.ts'

/** The part of a pack that questions are decided by. */
export type HandlingPolicy = Pick<Pack, 'handling' | 'procedures' | 'classification'>

/**
 * Answers a question by the pack's handling rules: exactly one verdict, whatever the order of the
 * rules. Refuses an act that the pack does not know, and a question without the class that the
 * rules look at: without it the answer could be too lax.
 */
export function evaluatePolicy(pack: HandlingPolicy, question: Question): Verdict {
  const { handling } = pack
  const act = handling.acts.get(question.act) ?? refuseUnknownAct(question.act, handling)
  const { rules, axes } = rulesOf(handling, act.id)
  requireClass(pack, act, axes, question)
  const context = contextOf(question)
  const { holding: applicable, uncertain, undecided } = holdingOf(rules, context)
  const excepted = findExceptedRules(applicable, question)
  const matched = applicable.filter((rule) => !excepted.has(rule))
  const certain = matched.filter((rule) => !uncertain.has(rule))
  const effective = matched.filter((rule) => overriderOf(rule, certain) === undefined)
  const requirements = effective.filter((rule) => rule.verdict === 'require')
  const deciding = effective.filter((rule) => rule.verdict !== 'require').sort(byStrictness)
  const sure = deciding.find((rule) => !uncertain.has(rule))
  const isExempt =
    sure === undefined &&
    [...excepted.keys()].some((rule) => rule.verdict !== 'require' && !uncertain.has(rule))
  const otherwise = isExempt ? unconditionalAllow : act.otherwise
  const without = sure === undefined ? otherwise : { ...sure, verdict: verdictOf(sure) }
  const [first] = deciding
  const decidingRule =
    first !== undefined && strictness[verdictOf(first)] >= strictness[without.verdict]
      ? first
      : sure
  const outcome: Outcome =
    decidingRule === undefined ? otherwise : { ...decidingRule, verdict: verdictOf(decidingRule) }
  const sources = decidingRule === undefined ? requirements : [decidingRule, ...requirements]
  const safeguards =
    outcome.verdict === 'forbid' && outcome.procedure === undefined
      ? []
      : safeguardsOf(handling, outcome, sources)
  return {
    act: act.id,
    verdict: outcome.verdict,
    safeguards,
    ...(decidingRule === undefined ? {} : { rule: decidingRule.id }),
    ...(outcome.procedure === undefined ? {} : { procedure: outcome.procedure }),
    ...(outcome.instead === undefined ? {} : { instead: outcome.instead }),
    grounds: groundsOf(sources),
    excepted: [...excepted.values()],
    steps: approvalsOf(pack, outcome.procedure, question, safeguards),
    trace: traceOf(rules, { matched, certain, contributing: new Set(sources), excepted }),
    undecided,
  }
}

interface ActRules {
  readonly rules: readonly HandlingRule[]
  /** The axes of the class that they look at. */
  readonly axes: readonly string[]
}
const rulesByAct = new WeakMap<Handling, Map<string, ActRules>>()

/** The rules of an act in the order of their ids; worked out once for each edition. */
function rulesOf(handling: Handling, act: string): ActRules {
  const known = rulesByAct.get(handling) ?? new Map<string, ActRules>()
  rulesByAct.set(handling, known)
  const kept = known.get(act)
  if (kept !== undefined) return kept
  const rules = handling.rules
    .filter((rule) => rule.act === act)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const axes = new Set(
    rules.flatMap((rule) =>
      [...(rule.when?.source ?? '').matchAll(/(?<![.\w])class\.(\w+)/g)].map(
        (match) => match[1] ?? '',
      ),
    ),
  )
  const found = { rules, axes: [...axes] }
  known.set(act, found)
  return found
}

/**
 * The rules that hold; `uncertain` are those of which nobody can say so, because a condition cannot
 * be evaluated.
 */
function holdingOf(
  rules: readonly HandlingRule[],
  context: Readonly<Record<string, unknown>>,
): {
  readonly holding: readonly HandlingRule[]
  readonly uncertain: ReadonlySet<HandlingRule>
  readonly undecided: readonly Undecided[]
} {
  const uncertain = new Set<HandlingRule>()
  const undecided: Undecided[] = []
  const holding = rules.filter((rule) =>
    [rule.when, rule.applies].every((condition) =>
      holds(condition, context, rule.verdict !== 'allow', (each) => {
        uncertain.add(rule)
        undecided.push(each)
      }),
    ),
  )
  return { holding, uncertain, undecided }
}

/** What an act asks for whose rule an exception sets aside. */
const unconditionalAllow: Outcome = { verdict: 'allow', safeguards: [] }

/** An entry that a question is about. */
export interface SubjectEntry {
  readonly id?: string
  readonly class?: ClassValue
  readonly fields: FieldValues
  /** The places where it stands. */
  readonly places?: readonly string[]
}

/**
 * Answers a question about several entries at once: the strictest answer, with the safeguards and
 * grounds of all.
 */
export function evaluatePolicyForEntries(
  pack: HandlingPolicy,
  question: Question,
  entries: readonly SubjectEntry[],
): Verdict {
  if (entries.length === 0) return evaluatePolicy(pack, question)
  const verdicts = entries.map((entry) =>
    evaluatePolicy(pack, {
      ...question,
      asset: entry.fields,
      ...(entry.class === undefined ? {} : { class: entry.class }),
      ...(entry.id === undefined ? {} : { entry: entry.id }),
      ...(entry.places === undefined ? {} : { places: entry.places }),
    }),
  )
  const strictest = verdicts.reduce((current, candidate) =>
    strictness[candidate.verdict] > strictness[current.verdict] ? candidate : current,
  )
  const safeguards = new Map<string, RequiredSafeguard>()
  for (const safeguard of verdicts.flatMap((verdict) => verdict.safeguards)) {
    const existing = safeguards.get(safeguard.id)
    safeguards.set(
      safeguard.id,
      existing === undefined
        ? safeguard
        : { ...existing, because: [...new Set([...existing.because, ...safeguard.because])] },
    )
  }
  const combinedQuestion = { ...question, class: highestClass(entries.map((entry) => entry.class)) }
  const sortedSafeguards = [...safeguards.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    ...strictest,
    safeguards: sortedSafeguards,
    grounds: unique(verdicts.flatMap((verdict) => verdict.grounds)),
    excepted: unique(verdicts.flatMap((verdict) => verdict.excepted)),
    undecided: unique(verdicts.flatMap((verdict) => verdict.undecided)),
    steps: approvalsOf(pack, strictest.procedure, combinedQuestion, sortedSafeguards, entries),
  }
}

const strictness: Readonly<Record<VerdictKind, number>> = { allow: 0, permit: 1, forbid: 2 }

function verdictOf(rule: HandlingRule): VerdictKind {
  return rule.verdict === 'require' ? 'allow' : rule.verdict
}

/**
 * The loader proves that one rule decides; should two of them ever hold, the stricter one does, and
 * of two equals the first by id.
 */
function byStrictness(a: HandlingRule, b: HandlingRule): number {
  return strictness[verdictOf(b)] - strictness[verdictOf(a)] || (a.id < b.id ? -1 : 1)
}

function refuseUnknownAct(act: string, handling: Handling): never {
  return refuse('act-unknown', { act, near: suggest(act, handling.acts.keys()) })
}

function requireClass(
  pack: HandlingPolicy,
  act: Act,
  needed: readonly string[],
  question: Question,
): void {
  const missing = needed.filter((axis) => typeof question.class?.[axis] !== 'number')
  if (missing.length === 0) return
  const titles = missing.map(
    (axis) => pack.classification?.axes.find((candidate) => candidate.id === axis)?.title ?? axis,
  )
  refuse('class-needed', { act: act.title, axes: titles })
}

/** What the conditions of rules see. */
function contextOf(question: Question): Readonly<Record<string, unknown>> {
  return {
    ...question.fields,
    class: question.class,
    asset: { ...question.asset, class: question.class },
    applicant: question.applicant,
    today: question.today ?? '',
  }
}

function safeguardsOf(
  handling: Handling,
  outcome: Outcome,
  sources: readonly HandlingRule[],
): RequiredSafeguard[] {
  const because = new Map<string, Set<string>>(
    outcome.safeguards.map((id) => [id, new Set<string>()]),
  )
  for (const rule of sources) {
    for (const id of rule.safeguards) {
      const refs = because.get(id) ?? new Set<string>()
      for (const ref of rule.carries) refs.add(ref)
      because.set(id, refs)
    }
  }
  return [...because]
    .flatMap(([id, refs]) => {
      const safeguard = handling.safeguards.get(id)
      return safeguard === undefined
        ? []
        : [
            {
              id,
              title: safeguard.title,
              asks: safeguard.asks,
              because: [...new Set([...refs, ...safeguard.carries])],
            },
          ]
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

function groundsOf(sources: readonly HandlingRule[]): Ground[] {
  return sources.flatMap((rule) => rule.carries.map((provision) => ({ provision, rule: rule.id })))
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

/** The deciding steps of a procedure that would not be passed over. */
function approvalsOf(
  pack: HandlingPolicy,
  procedure: string | undefined,
  question: Question,
  safeguards: readonly RequiredSafeguard[],
  entries?: readonly SubjectEntry[],
): ApprovalStep[] {
  const definition = pack.procedures.get(procedure ?? '')
  if (definition === undefined) return []
  const subjects =
    entries ??
    (question.asset === undefined
      ? []
      : [
          {
            fields: question.asset,
            ...(question.class === undefined ? {} : { class: question.class }),
          },
        ])
  const about = subjects.map((entry) => Object.assign({}, entry.fields, { class: entry.class }))
  const context = {
    ...contextOf(question),
    about,
    safeguards: safeguards.map((safeguard) => safeguard.id),
  }
  return [...definition.steps.values()]
    .filter(
      (step) =>
        step.decides && holds(step.when, context, true) && holds(step.applies, context, true),
    )
    .map((step) => ({
      id: step.id,
      title: step.title,
      by: applicableActors(step, context),
      all: step.all,
      word: decisionWord(step.decisions.find(({ tone }) => tone === 'good')?.title),
    }))
}

/** Who decides under the circumstances of the question, without the conditions. */
function applicableActors(step: Step, context: Readonly<Record<string, unknown>>): Who[] {
  return step.by
    .filter((who) => holds(who.when, context, step.all))
    .map((who) => Object.assign({}, who, { when: undefined }))
}
