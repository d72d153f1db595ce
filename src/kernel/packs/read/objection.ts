import type { Decision, Destination, Step } from '../procedure.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { ProcedureContext } from './effectFields.ts'
import type { PackReader } from './packReader.ts'
import { readDestination } from './steps.ts'

/** How whoever must act says that the case itself is wrong, and where it goes then. */
export interface Objection {
  readonly title: string
  readonly to: Destination
  /** The steps where it may be said. */
  readonly at: readonly string[]
}

/** The id of the decision that an objection is. */
const objects = 'object'

/**
 * Reads the objection of a procedure. Without `at` it may be made at every step but the first and
 * the one that it leads to.
 */
export function readObjection(
  reader: PackReader,
  tree: Tree | undefined,
  start: string,
  context: ProcedureContext,
): Objection | undefined {
  if (tree === undefined) return undefined
  const target = child(tree, 'to')
  const to = target === undefined ? undefined : readDestination(reader, target, context)
  if (to === undefined) return undefined
  const back = 'step' in to ? to.step : start
  const at = child(tree, 'at')
  const named =
    at === undefined
      ? [...context.steps]
      : reader.references(
          at,
          'unknown-step',
          new Map([...context.steps].map((step) => [step, step])),
        )
  return {
    title: textOf(child(tree, 'title')) ?? 'まちがいなので戻す',
    to,
    at: named.filter((step) => step !== start && step !== back),
  }
}

/** The step with the objection among its decisions, the last of them, with a comment. */
export function withObjection(step: Step, objection: Objection | undefined): Step {
  if (objection === undefined || !objection.at.includes(step.id)) return step
  const decision: Decision = {
    id: objects,
    title: objection.title,
    tone: 'bad',
    comment: true,
    confirms: false,
    objects: true,
    branches: [{ effects: [], to: objection.to }],
  }
  return { ...step, decisions: [...step.decisions, decision] }
}
