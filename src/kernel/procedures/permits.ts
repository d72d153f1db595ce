import type { Procedure } from '../packs/procedure.ts'
import type { CaseEvent, CaseState } from './state.ts'

/**
 * The decisions on an application that still count, oldest first: grants and refusals at steps that
 * decide, without those that were annulled because the case was sent back to a step before them, or
 * because a higher class made the approvals start again.
 */
export function decisionsInForce(
  procedure: Procedure,
  { history }: Pick<CaseState, 'history'>,
): readonly CaseEvent[] {
  let inForce: CaseEvent[] = []
  let way: readonly string[] = []
  for (const event of history) {
    if (isDecision(procedure, event)) inForce.push(event)
    const next = wayAfter(procedure, way, event)
    if (next.isBack)
      inForce = inForce.filter(({ step }) => next.way.slice(0, -1).includes(step ?? ''))
    way = next.way
  }
  return inForce
}

/**
 * The steps that a case came through to where it is now, without those that it was sent back from.
 */
export function stepsOnTheWay(
  procedure: Procedure,
  { history }: Pick<CaseState, 'history'>,
): readonly string[] {
  return history.reduce<readonly string[]>((way, event) => wayAfter(procedure, way, event).way, [])
}

/**
 * The way after an event. It is cut where the case comes to a step again, and by a higher class at
 * the first step that decides.
 */
function wayAfter(
  { steps }: Procedure,
  way: readonly string[],
  { kind, to }: CaseEvent,
): { readonly way: readonly string[]; readonly isBack: boolean } {
  if (to === undefined || 'end' in to) return { way, isBack: false }
  const before = way.findIndex(
    (id) => id === to.step || (kind === 'reclassified' && steps.get(id)?.decides === true),
  )
  return before < 0
    ? { way: [...way, to.step], isBack: false }
    : { way: [...way.slice(0, before), to.step], isBack: true }
}

/** Whether an event grants or refuses at a step that decides; a question back does neither. */
function isDecision(procedure: Procedure, event: CaseEvent): boolean {
  const step = event.kind === 'decided' ? procedure.steps.get(event.step ?? '') : undefined
  const decision = step?.decisions.find(({ id }) => id === event.decision)
  return step?.decides === true && decision !== undefined && decision.tone !== 'neutral'
}
