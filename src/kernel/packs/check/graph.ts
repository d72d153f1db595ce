import type { FaultCollector } from '../faults.ts'
import type { Destination, Procedure, Step } from '../procedure.ts'
import { child } from '../tree.ts'
import type { Tree } from '../tree.ts'

/**
 * Every step must be reachable from the start and have a way to an end; every end must be
 * reachable.
 */
export function checkGraph(procedure: Procedure, tree: Tree, faults: FaultCollector): void {
  const graph = new Map([...procedure.steps].map(([id, step]) => [id, destinationsOf(step)]))
  const reachable = reachableFrom(procedure.start, graph)
  const ends = new Set(
    [...reachable].flatMap((step) =>
      (graph.get(step) ?? []).flatMap((to) => ('end' in to ? [to.end] : [])),
    ),
  )
  const stepsWithExit = findStepsWithExit(graph)
  for (const id of procedure.steps.keys()) {
    const at = child(tree, 'steps', id)?.at ?? tree.at
    if (!reachable.has(id)) faults.add('unreachable-step', at, { step: id }, { key: true })
    else if (!stepsWithExit.has(id) && (graph.get(id) ?? []).length > 0)
      faults.add('no-way-out', at, { step: id }, { key: true })
  }
  for (const end of procedure.ends.keys())
    if (!ends.has(end))
      faults.add('unreachable-end', child(tree, 'ends', end)?.at ?? tree.at, { end }, { key: true })
}

/** Where a step may lead: its decisions, and where it leads when it is passed over. */
function destinationsOf(step: Step): readonly Destination[] {
  const fromDecisions = step.decisions.flatMap((decision) =>
    decision.branches.map((branch) => branch.to),
  )
  return step.skipTo === undefined ? fromDecisions : [...fromDecisions, step.skipTo]
}

function reachableFrom(
  start: string,
  graph: ReadonlyMap<string, readonly Destination[]>,
): Set<string> {
  const reachable = new Set<string>()
  const queue = [start]
  for (let step = queue.pop(); step !== undefined; step = queue.pop()) {
    if (reachable.has(step) || !graph.has(step)) continue
    reachable.add(step)
    for (const to of graph.get(step) ?? []) if ('step' in to) queue.push(to.step)
  }
  return reachable
}

/**
 * Steps from which some end can be reached. A step that leads to an unknown place counts as ending:
 * that is another fault.
 */
function findStepsWithExit(graph: ReadonlyMap<string, readonly Destination[]>): Set<string> {
  const stepsWithExit = new Set<string>()
  for (let changed = true; changed;) {
    changed = false
    for (const [id, destinations] of graph) {
      if (
        stepsWithExit.has(id) ||
        !destinations.some((to) => 'end' in to || stepsWithExit.has(to.step) || !graph.has(to.step))
      )
        continue
      stepsWithExit.add(id)
      changed = true
    }
  }
  return stepsWithExit
}
