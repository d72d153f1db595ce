import type { Field, FieldValues } from '../../fields/types.ts'
import { combinationCount, combinations, dimensionsOf } from '../expressions/domain.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import type { FaultCollector } from '../faults.ts'
import type { Procedure, Step } from '../procedure.ts'
import { child, itemsOf } from '../tree.ts'
import type { Tree } from '../tree.ts'

/** More combinations than this are not tried. */
const mostCombinations = 20_000

/**
 * Every required field must be asked for by some step, and what a way is chosen by must be filled
 * in somewhere. Only procedures that are `sound` are looked at: what is wrong with one may be why
 * something is missing.
 */
export function checkAsked(
  { procedures, sound }: Record<'procedures' | 'sound', ReadonlyMap<string, Procedure>>,
  trees: ReadonlyMap<string, Tree>,
  scopeOf: (procedure: Procedure) => () => ExpressionScope,
  faults: FaultCollector,
): void {
  const handed = handedOver(procedures)
  for (const [id, procedure] of sound) {
    const tree = trees.get(id)
    if (tree === undefined) continue
    const filled = new Set([
      ...[...procedure.steps.values()].flatMap((step) => [...step.fill]),
      ...Object.keys(procedure.settled ?? {}),
      ...(handed.get(id) ?? []),
    ])
    const missing = procedure.fields.filter((field) => !filled.has(field.id))
    for (const field of missing.filter(
      (each) =>
        each.required !== false && mayBeShown(each, procedure.settled ?? {}, scopeOf(procedure)),
    ))
      faults.add(
        'never-asked',
        child(tree, 'fields', field.id)?.at ?? child(tree, 'asks')?.at ?? tree.at,
        { field: field.id },
        { key: true },
      )
    const unfilled = new Set(missing.map((field) => field.id))
    for (const [stepId, step] of procedure.steps) {
      const stepTree = child(tree, 'steps', stepId)
      if (stepTree !== undefined) checkWays(step, stepTree, unfilled, faults)
    }
  }
}

/** Whether a field is ever shown, given the answers that the procedure settles by itself. */
function mayBeShown({ when }: Field, settled: FieldValues, scope: () => ExpressionScope): boolean {
  if (when === undefined || !when.names.some((name) => Object.hasOwn(settled, name))) return true
  const dimensions = dimensionsOf([when], scope())
  if (combinationCount(dimensions) > mostCombinations) return true
  return combinations(dimensions).some(
    (context) => when.evaluate({ ...context, ...settled }) !== false,
  )
}

/** The fields that other procedures hand over when they begin one. */
function handedOver(
  procedures: ReadonlyMap<string, Procedure>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const handed = new Map<string, Set<string>>()
  for (const procedure of procedures.values())
    for (const step of procedure.steps.values())
      for (const { branches } of step.decisions)
        for (const effect of branches.flatMap((branch) => branch.effects)) {
          if (effect.kind !== 'start') continue
          const fields = handed.get(effect.procedure) ?? new Set()
          for (const field of effect.fields.keys()) fields.add(field)
          handed.set(effect.procedure, fields)
        }
  return handed
}

/** The conditions that say whether a step is passed over, who acts, and which branch is taken. */
function checkWays(
  step: Step,
  tree: Tree,
  unfilled: ReadonlySet<string>,
  faults: FaultCollector,
): void {
  const check = (names: readonly string[] | undefined, at: Tree | undefined): void => {
    for (const field of names ?? [])
      if (at !== undefined && unfilled.has(field))
        faults.add('never-filled', at.at, { field }, { offset: 0 })
  }
  check(step.when?.names, child(tree, 'when'))
  for (const [index, item] of itemsOf(child(tree, 'by')).entries())
    check(step.by[index]?.when?.names, child(item, 'when'))
  for (const decision of step.decisions) {
    const then = child(tree, 'may', decision.id, 'then') ?? child(tree, 'then')
    for (const [index, item] of itemsOf(then).entries())
      check(decision.branches[index]?.when?.names, child(item, 'when'))
  }
}
