import type { Destination, Procedure } from '../packs/procedure.ts'

/**
 * One move through the graph: a decision and which of its branches (counting from 0), or the
 * passing over of a step.
 */
export type Move =
  | { readonly step: string; readonly decision: string; readonly branch: number }
  | { readonly step: string; readonly passedOver: true }

/** A way through a procedure: to an end, or back to a step that it already visited. */
export interface Path {
  readonly moves: readonly Move[]
  readonly to: Destination
  readonly back: boolean
}

/**
 * Every way through the graph that visits no step twice: all ends and all returns, so that every
 * branch is on at least one path.
 */
export function findPaths(procedure: Procedure): readonly Path[] {
  const results: Path[] = []
  const visit = (to: Destination, moves: readonly Move[], visited: readonly string[]): void => {
    if ('end' in to) {
      results.push({ moves, to, back: false })
      return
    }
    if (visited.includes(to.step)) {
      results.push({ moves, to, back: true })
      return
    }
    for (const [move, next] of movesFrom(procedure, to.step))
      visit(next, [...moves, move], [...visited, to.step])
  }
  visit({ step: procedure.start }, [], [])
  return results
}

/** The moves open at a step, with where each leads. */
export function movesFrom(
  procedure: Procedure,
  id: string,
): readonly (readonly [Move, Destination])[] {
  const step = procedure.steps.get(id)
  if (step === undefined) return []
  const moves: (readonly [Move, Destination])[] = step.decisions.flatMap((decision) =>
    decision.branches.map(
      (branch, index) => [{ step: id, decision: decision.id, branch: index }, branch.to] as const,
    ),
  )
  const conditional = step.when !== undefined || step.applies !== undefined
  const skipDestination = step.skipTo ?? step.decisions[0]?.branches[0]?.to
  return conditional && skipDestination
    ? [...moves, [{ step: id, passedOver: true }, skipDestination]]
    : moves
}

/** Steps that no way reaches, and ends that no way leads to. */
export function findUnreachable(procedure: Procedure): {
  readonly steps: readonly string[]
  readonly ends: readonly string[]
} {
  const steps = new Set<string>([procedure.start])
  const ends = new Set<string>()
  for (const id of steps) {
    for (const [, to] of movesFrom(procedure, id)) {
      if ('end' in to) ends.add(to.end)
      else steps.add(to.step)
    }
  }
  return {
    steps: [...procedure.steps.keys()].filter((id) => !steps.has(id)),
    ends: [...procedure.ends.keys()].filter((id) => !ends.has(id)),
  }
}
