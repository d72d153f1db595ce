import type { Faults } from '../faults.ts'
import type { Destination, Procedure, Step } from '../procedure.ts'
import { child } from '../tree.ts'
import type { Tree } from '../tree.ts'

/** Every step must be reachable from the start and have a way to an end; every end must be reachable. */
export function checkGraph(procedure: Procedure, tree: Tree, faults: Faults): void {
  const onward = new Map([...procedure.steps].map(([id, step]) => [id, destinationsOf(step)]))
  const reached = reachableFrom(procedure.start, onward)
  const ends = new Set(
    [...reached].flatMap((step) =>
      (onward.get(step) ?? []).flatMap((to) => ('end' in to ? [to.end] : [])),
    ),
  )
  const ending = waysOut(onward)
  for (const id of procedure.steps.keys()) {
    const at = child(tree, 'steps', id)?.at ?? tree.at
    if (!reached.has(id)) faults.add('unreachable-step', at, { step: id }, { key: true })
    else if (!ending.has(id) && (onward.get(id) ?? []).length > 0)
      faults.add('no-way-out', at, { step: id }, { key: true })
  }
  for (const end of procedure.ends.keys())
    if (!ends.has(end))
      faults.add('unreachable-end', child(tree, 'ends', end)?.at ?? tree.at, { end }, { key: true })
}

/** Where a step may lead: its decisions, and where it leads when it is passed over. */
export function destinationsOf(step: Step): readonly Destination[] {
  const decided = step.decisions.flatMap((decision) => decision.branches.map((branch) => branch.to))
  return step.skipTo === undefined ? decided : [...decided, step.skipTo]
}

function reachableFrom(
  start: string,
  onward: ReadonlyMap<string, readonly Destination[]>,
): Set<string> {
  const reached = new Set<string>()
  const waiting = [start]
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if (reached.has(step) || !onward.has(step)) continue
    reached.add(step)
    for (const to of onward.get(step) ?? []) if ('step' in to) waiting.push(to.step)
  }
  return reached
}

/** Steps from which some end can be reached. A step that leads to an unknown place counts as ending: that is another fault. */
function waysOut(onward: ReadonlyMap<string, readonly Destination[]>): Set<string> {
  const ending = new Set<string>()
  for (let grown = true; grown;) {
    grown = false
    for (const [id, destinations] of onward) {
      if (
        ending.has(id) ||
        !destinations.some((to) => 'end' in to || ending.has(to.step) || !onward.has(to.step))
      )
        continue
      ending.add(id)
      grown = true
    }
  }
  return ending
}
