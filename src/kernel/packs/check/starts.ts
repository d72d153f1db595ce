import type { FaultCollector } from '../faults.ts'
import type { Effect, Procedure, Step } from '../procedure.ts'
import { child, itemsOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Who } from '../who.ts'

type Start = Extract<Effect, { readonly kind: 'start' }>

/** An effect that begins another case, and where it stands. */
interface PlacedStart {
  readonly effect: Start
  readonly at: Tree
}

/**
 * What one procedure hands over to another that it begins must be what that one takes, and must
 * name whoever acts there first; where nothing begins it so, nobody could. Only procedures that are
 * `sound` are looked at; `asked` are the fields that a case may begin with.
 */
export function checkStarts(
  sound: ReadonlyMap<string, Procedure>,
  trees: ReadonlyMap<string, Tree>,
  asked: (procedure: Procedure) => readonly string[],
  faults: FaultCollector,
): void {
  const starts = [...sound].flatMap(([id, procedure]) => startsOf(procedure, trees.get(id)))
  for (const { effect, at } of starts)
    for (const field of effect.fields.keys())
      if (sound.get(effect.procedure)?.fixed?.has(field) === true)
        faults.add('start-fixed', (child(at, 'with', field) ?? child(at, 'with') ?? at).at, {
          field,
          procedure: effect.procedure,
        })
  for (const [id, procedure] of sound) {
    const first = procedure.steps.get(procedure.start)
    const tree = trees.get(id)
    if (first === undefined || tree === undefined) continue
    const known = [...Object.keys(procedure.settled ?? {}), ...asked(procedure)]
    const unknown = unknownActors(first, known)
    if (unknown.length === 0) continue
    const params = { step: first.id, fields: unknown.join('、') }
    const beginning = starts.filter(({ effect }) => effect.procedure === id)
    if (beginning.length === 0)
      faults.add('first-actor-unknown', (child(tree, 'steps', first.id, 'by') ?? tree).at, params)
    for (const { effect, at } of beginning)
      if (unknownActors(first, [...known, ...effect.fields.keys()]).length > 0)
        faults.add('start-without-actor', at.at, { procedure: id, ...params })
  }
}

/** The fields that nobody has filled in and on which it hangs that anybody acts. */
function unknownActors({ by, all }: Step, known: readonly string[]): readonly string[] {
  const fields = by.map((who) => fieldOf(who))
  const unknown = fields.filter((field) => field !== undefined && !known.includes(field))
  return all || unknown.length === by.length
    ? [...new Set(unknown.filter((field) => field !== undefined))]
    : []
}

/** The field that says who is meant. */
function fieldOf(who: Who): string | undefined {
  if (who.kind === 'person') return who.field
  return who.kind === 'role' && who.of.from === 'field' ? who.of.field : undefined
}

/** The effects of a procedure that begin other cases. */
function startsOf(procedure: Procedure, tree: Tree | undefined): PlacedStart[] {
  return [...procedure.steps.values()].flatMap((step) =>
    step.decisions.flatMap((decision) => {
      const stepTree = child(tree, 'steps', step.id)
      const ways = itemsOf(child(stepTree, 'may', decision.id, 'then') ?? child(stepTree, 'then'))
      return decision.branches.flatMap((branch, way) =>
        branch.effects.flatMap((effect, index): PlacedStart[] => {
          const at = itemsOf(child(ways[way], 'do'))[index]
          return effect.kind === 'start' && at !== undefined ? [{ effect, at }] : []
        }),
      )
    }),
  )
}
