import type { Procedure } from '../packs/procedure.ts'
import { stepsOnTheWay } from './permits.ts'
import type { CaseEvent, CaseState } from './state.ts'

/**
 * The question with which a case was sent back to its present step, until somebody has answered it
 * there: a comment on a decision that led to a step that the case had come through before.
 */
export function openQuestion(
  procedure: Procedure,
  { history, step }: Pick<CaseState, 'history' | 'step'>,
): CaseEvent | undefined {
  const arrival = history.findLastIndex(({ to }) => to !== undefined)
  const event = history[arrival]
  if (event?.kind !== 'decided' || event.comment === undefined || step === undefined)
    return undefined
  const wasThere = stepsOnTheWay(procedure, { history: history.slice(0, arrival) }).includes(step)
  const isAnswered = history.slice(arrival + 1).some(({ reply }) => reply !== undefined)
  return wasThere && !isAnswered ? event : undefined
}
