import type { Pack } from '../packs/types.ts'
import type { Round } from '../packs/round.ts'
import type { Procedure, Step } from '../packs/procedure.ts'

/** The name under which answers at a step are kept, as of a round of its own. */
export function pathOfCheck(procedure: string, step: string, checklist: string): string {
  return `procedures/${procedure}/steps/${step}/checks/${checklist}`
}

/**
 * What a step looks at as a round: it has no cadence and nobody of its own, since the case opens it and
 * who acts there answers. Undefined where the pack has no such step, or it does not look at that.
 */
export function roundOfStep(
  { procedures, checklists }: Pick<Pack, 'procedures' | 'checklists'>,
  path: string,
): Round | undefined {
  const [folder, procedure = '', , step = '', checks, list = ''] = path.split('/')
  if (folder !== 'procedures' || checks !== 'checks') return undefined
  const of = procedures.get(procedure)
  const found = of?.steps.get(step)
  const checklist = checklists.get(list)
  if (of === undefined || found === undefined || checklist === undefined) return undefined
  return listsOf(found).includes(list) ? asRound(path, of, found, checklist) : undefined
}

/** The checklists that a step asks, each once. */
export function listsOf({ checks = [] }: Step): readonly string[] {
  return [
    ...new Set(checks.flatMap((check) => (check.kind === 'answers' ? [check.checklist] : []))),
  ]
}

function asRound(
  id: string,
  procedure: Procedure,
  step: Step,
  { id: checklist, of, title }: { id: string; of: Round['each']; title: string },
): Round {
  return {
    id,
    title: `${procedure.title}：${title}`,
    carries: step.carries,
    each: of,
    on: [],
    by: [],
    all: false,
    closedBy: [{ kind: 'answers', checklist }],
    late: [],
    choices: [],
  }
}
