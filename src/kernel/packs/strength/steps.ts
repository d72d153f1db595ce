import type { Branch, Decision, Effect, Procedure, Step } from '../procedure.ts'
import type { Pack } from '../types.ts'
import { strongest } from './scale.ts'
import type { Grip } from './scale.ts'

/** The part of a pack that a step is judged by. */
export type Routes = Pick<Pack, 'procedures' | 'handling' | 'registers'>

/** How strong a step is: what waits for it, or who has it as work by when. */
export function stepGrip(pack: Routes, procedure: Procedure, step: Step): Grip {
  if (step.checks !== undefined && step.checks.length > 0)
    return { hold: 'enforces', why: step.mustBeRight === true ? 'step-right' : 'step-checked' }
  if (isChoice(step)) return choiceGrip(pack, procedure, step)
  if (step.holdings !== undefined) return { hold: 'enforces', why: 'step-holdings' }
  if (step.safeguards === true) return { hold: 'enforces', why: 'safeguard-confirmed' }
  if (step.id === procedure.start) return startGrip(pack, procedure, step)
  const awaited = step.decisions.some(({ branches }) => branches.some(holdsUp))
  if (awaited) return { hold: 'enforces', why: 'step-awaited' }
  return timedGrip(step)
}

/** A whole procedure is as strong as its decisions and time limits. */
export function procedureGrip(pack: Routes, procedure: Procedure): Grip {
  const steps = [...procedure.steps.values()]
  const grips = steps.map((step): Grip => {
    if (isDecision(step) && choiceGrip(pack, procedure, step).hold === 'enforces')
      return { hold: 'enforces', why: 'route-decides' }
    return step.within !== undefined && isOpened(pack, procedure, step)
      ? { hold: 'pursues', why: 'route-pursues' }
      : { hold: 'records', why: 'route-records' }
  })
  return strongest(grips) ?? { hold: 'records', why: 'route-records' }
}

/** Whether somebody other than the applicant decides at one of its steps. */
export function hasDecision(procedure: Procedure): boolean {
  return [...procedure.steps.values()].some(isDecision)
}

function isDecision(step: Step): boolean {
  return step.decides && !isOfApplicant(step)
}

function isOfApplicant({ by }: Step): boolean {
  return by.every((who) => who.kind === 'applicant')
}

/** Whether the answer at a step can be another one. */
function isChoice({ decisions, decides }: Step): boolean {
  return decides || decisions.filter(({ objects }) => objects !== true).length > 1
}

function choiceGrip(pack: Routes, procedure: Procedure, step: Step): Grip {
  if (isAwaited(pack, procedure, step)) return { hold: 'enforces', why: 'step-decides' }
  return step.within !== undefined
    ? timedGrip(step)
    : { hold: 'records', why: 'decision-unawaited' }
}

/**
 * Whether something waits for a decision: a further step, a record that it changes, or an act that
 * it permits; and not every answer has the same consequence.
 */
function isAwaited(pack: Routes, procedure: Procedure, { decisions }: Step): boolean {
  const outcomes = new Set(decisions.map(consequenceOf))
  if (decisions.length > 1 && outcomes.size === 1) return false
  return permits(pack, procedure) || decisions.some(({ branches }) => branches.some(leadsOn))
}

function consequenceOf({ branches }: Decision): string {
  return JSON.stringify(
    branches.map(({ to, effects, when }) => [to, effects.map(effectKey), when?.source]),
  )
}

function effectKey(effect: Effect): unknown {
  return Object.entries(effect).map(([key, value]: [string, unknown]) =>
    value instanceof Map
      ? [key, [...value].map(([id, each]: [unknown, unknown]) => [id, sourceOf(each)])]
      : [key, sourceOf(value)],
  )
}

function sourceOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'source' in value ? value.source : value
}

/** Whether a further step, or a change of a record, waits for a step that has only one way on. */
function holdsUp({ to, effects }: Branch): boolean {
  return 'step' in to || effects.some(({ kind }) => kind !== 'tell' && kind !== 'start')
}

/** Whether a branch leads to a further step, changes a record, or begins another procedure. */
function leadsOn({ to, effects }: Branch): boolean {
  return 'step' in to || effects.some((effect) => effect.kind !== 'tell')
}

/** Whether a handling rule sends people to this procedure for a permit or an exception. */
function permits({ handling }: Routes, { id, asks = [] }: Procedure): boolean {
  const isAsked = (act: string): boolean => asks.length === 0 || asks.includes(act)
  return (
    handling.rules.some((rule) => rule.procedure === id && isAsked(rule.act)) ||
    [...handling.acts.values()].some((act) => act.otherwise.procedure === id && isAsked(act.id))
  )
}

/** Nobody makes anyone take the first step: it is as strong as what comes of it. */
function startGrip(pack: Routes, procedure: Procedure, start: Step): Grip {
  const others = [...procedure.steps.values()].filter((step) => step.id !== start.id)
  const decides = others.some(
    (step) => isDecision(step) && choiceGrip(pack, procedure, step).hold === 'enforces',
  )
  if (decides) return { hold: 'enforces', why: 'step-application' }
  if (isBegunElsewhere(pack, procedure) && start.within !== undefined) return timedGrip(start)
  return others.some((step) => step.within !== undefined && !isOfApplicant(step))
    ? { hold: 'pursues', why: 'step-door' }
    : { hold: 'records', why: 'step-records' }
}

/** Whether a step becomes somebody's work by itself: any but the first of a case begun by hand. */
function isOpened(pack: Routes, procedure: Procedure, step: Step): boolean {
  return step.id !== procedure.start || isBegunElsewhere(pack, procedure)
}

/** Whether another procedure, a stocktake or a retention begins a case of it. */
function isBegunElsewhere({ procedures, registers }: Routes, { id }: Procedure): boolean {
  for (const { steps } of procedures.values())
    for (const { decisions } of steps.values())
      for (const { branches } of decisions)
        for (const { effects } of branches)
          if (effects.some((effect) => effect.kind === 'start' && effect.procedure === id))
            return true
  return [...registers.values()].some(({ stocktake }) => stocktake?.missing === id)
}

function timedGrip({ within }: Step): Grip {
  return within === undefined
    ? { hold: 'records', why: 'step-records' }
    : { hold: 'pursues', why: 'step-within' }
}

/** Whether the decision at a step must have confirmed its sentences. */
export function confirmationGrip({ decisions }: Step): Grip {
  return decisions.some(({ confirms }) => confirms)
    ? { hold: 'enforces', why: 'confirmation-ticked' }
    : { hold: 'nothing', why: 'confirmation-unasked' }
}
