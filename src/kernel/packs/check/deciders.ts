import type { FaultCollector } from '../faults.ts'
import type { Handling } from '../handling.ts'
import type { Decision, Destination, Procedure, Step } from '../procedure.ts'
import { child } from '../tree.ts'
import type { Tree } from '../tree.ts'

/** The procedures that rules lead to: those that permit what a rule does not allow by itself. */
export function permittingProcedures({ acts, rules }: Handling): ReadonlySet<string> {
  const outcomes = [...rules, ...[...acts.values()].map((act) => act.otherwise)]
  return new Set(outcomes.flatMap(({ procedure }) => procedure ?? []))
}

/**
 * Settles which steps decide, so that nobody decides on their own application. What is not said is
 * a fault, and decides all the same unless somebody has decided before on every way there. Where a
 * procedure that permits has a way to a good end on which nobody decides, that is a fault, and
 * steps on that way decide, whatever the pack says of them.
 */
export function settleDeciders(
  procedure: Procedure,
  tree: Tree,
  permits: boolean,
  faults: FaultCollector,
): Procedure {
  const stepTree = (id: string): Tree | undefined => child(tree, 'steps', id)
  const at = (id: string): Tree['at'] => stepTree(id)?.at ?? tree.at
  const unsaid = [...procedure.steps.values()].filter(
    (step) =>
      isChoice(stepTree(step.id)) &&
      hasApplicant(step) &&
      child(stepTree(step.id), 'decides') === undefined,
  )
  for (const { id } of unsaid) faults.add('decides-unsaid', at(id), { step: id }, { key: true })
  for (const { id } of [...procedure.steps.values()].filter((step) => isIdle(step, procedure)))
    faults.add('same-person-idle', at(id), { step: id }, { key: true })
  const undecided = undecidedSteps(procedure)
  let settled = withDeciders(
    procedure,
    unsaid.filter((step) => undecided.has(step.id)),
  )
  const open = permits ? openWay(settled) : []
  for (const { id } of open.slice(0, 1))
    faults.add('permit-undecided', at(id), { step: id }, { key: true })
  for (const mayDecide of [
    (step: Step) => isChoice(stepTree(step.id)) && !hasApplicant(step),
    (step: Step) => isChoice(stepTree(step.id)),
    (step: Step) => !hasApplicant(step),
    () => true,
  ])
    settled = withDeciders(settled, permits ? openWay(settled).filter(mayDecide) : [])
  return settled
}

/** Whether `samePerson` does nothing: there are no two roles of which one decides here. */
function isIdle(step: Step, procedure: Procedure): boolean {
  if (step.samePerson !== true) return false
  const deciding = [...procedure.steps.values()].filter(({ decides }) => decides)
  return !step.decides || new Set(deciding.flatMap(rolesOf)).size < 2 || rolesOf(step).length === 0
}

function rolesOf({ by }: Step): readonly string[] {
  return by.flatMap((who) => (who.kind === 'role' ? [who.role] : []))
}

function isChoice(tree: Tree | undefined): boolean {
  return child(tree, 'may') !== undefined
}

function hasApplicant(step: Step): boolean {
  return step.by.some((who) => who.kind === 'applicant')
}

function withDeciders(procedure: Procedure, deciders: readonly Step[]): Procedure {
  if (deciders.length === 0) return procedure
  const steps = new Map(procedure.steps)
  for (const step of deciders) steps.set(step.id, { ...step, decides: true })
  return { ...procedure, steps }
}

/** The steps that a case may come to before anybody has decided. */
function undecidedSteps(procedure: Procedure): ReadonlySet<string> {
  const found = new Set<string>()
  const waiting = [procedure.start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const step = procedure.steps.get(id)
    if (step === undefined || found.has(id)) continue
    found.add(id)
    for (const to of undecidedWays(step)) if ('step' in to) waiting.push(to.step)
  }
  return found
}

/** The steps on ways from the start to a good end on which nobody decides, nearest to it first. */
function openWay(procedure: Procedure): readonly Step[] {
  const undecided = undecidedSteps(procedure)
  const tones = [...procedure.ends.values()].map(({ tone }) => tone)
  const wanted = tones.includes('good') ? 'good' : 'neutral'
  const leads = new Set<string>()
  for (let count = -1; count < leads.size;) {
    count = leads.size
    for (const id of undecided) {
      const step = procedure.steps.get(id)
      const isLeading = (to: Destination): boolean =>
        'end' in to ? procedure.ends.get(to.end)?.tone === wanted : leads.has(to.step)
      if (step !== undefined && undecidedWays(step).some(isLeading)) leads.add(id)
    }
  }
  return [...leads].flatMap((id) => procedure.steps.get(id) ?? [])
}

/** Where a step may lead without anybody having decided at it. */
function undecidedWays(step: Step): readonly Destination[] {
  const decisions = step.decides
    ? step.decisions.filter((decision) => !grants(step, decision))
    : step.decisions
  const isPassable = step.when !== undefined || step.applies !== undefined
  const passed = step.skipTo === undefined ? goesOf(step.decisions[0]) : [step.skipTo]
  return [...decisions.flatMap(goesOf), ...(isPassable ? passed : [])]
}

/** The first decision of a step, and every good one, leads on; the others send back or end it. */
function grants(step: Step, decision: Decision): boolean {
  return decision === step.decisions[0] || decision.tone === 'good'
}

function goesOf(decision: Decision | undefined): readonly Destination[] {
  return decision?.branches.map(({ to }) => to) ?? []
}
