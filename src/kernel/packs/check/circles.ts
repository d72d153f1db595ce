import type { FaultCollector } from '../faults.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import { mentionedNames } from '../expressions/literals.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import { child } from '../tree.ts'
import type { Tree } from '../tree.ts'

/**
 * Reports fields whose conditions (`when`) read each other in a circle: whether one is shown would
 * depend on itself. Each circle is reported once, at the condition of its first field among
 * `fields`. A condition that does not compile has its own fault.
 */
export function checkFieldCircles(
  fields: readonly (readonly [string, Tree])[],
  symbols: readonly FieldSymbol[],
  scope: () => ExpressionScope,
  faults: FaultCollector,
): void {
  const conditional = symbols.filter((field) => field.shownWhen !== undefined)
  const readBy = new Map(
    conditional.map(({ id, shownWhen = '' }) => [id, fieldsRead(shownWhen, conditional, scope())]),
  )
  const reported = new Set<string>()
  for (const [id, tree] of fields) {
    const when = child(tree, 'when')
    if (when === undefined || reported.has(id)) continue
    const circle = circleFrom(id, readBy)
    if (circle === undefined) continue
    for (const member of circle) reported.add(member)
    faults.add('field-circle', when.at, { fields: [...circle, id].join(' → ') }, { offset: 0 })
  }
}

/** The fields with a condition of their own that a condition reads. */
function fieldsRead(
  source: string,
  conditional: readonly FieldSymbol[],
  { environment, names }: ExpressionScope,
): readonly string[] {
  if (!environment.check(source).valid) return []
  const read = new Set(mentionedNames(environment.parse(source).ast, names))
  return conditional.filter(({ id }) => read.has(id)).map(({ id }) => id)
}

/**
 * The shortest way from a field through what its condition reads back to it, without the last
 * field; undefined where there is none.
 */
function circleFrom(
  start: string,
  readBy: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const paths: (readonly string[])[] = [[start]]
  const seen = new Set<string>()
  for (const path of paths) {
    for (const next of readBy.get(path.at(-1) ?? '') ?? []) {
      if (next === start) return path
      if (seen.has(next)) continue
      seen.add(next)
      paths.push([...path, next])
    }
  }
  return undefined
}
