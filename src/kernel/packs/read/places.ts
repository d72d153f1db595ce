import { suggest } from '../suggest.ts'
import { textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { ProcedurePlace } from './effectFields.ts'
import type { Reading } from './reading.ts'

/** A text with {field} places, `{about}` where there is such a thing, and further names. */
export function readPlaces(
  reading: Reading,
  tree: Tree | undefined,
  place: ProcedurePlace,
  names: readonly string[] = [],
): string {
  const text = textOf(tree)
  if (tree === undefined || text === undefined) return ''
  const known = [
    ...place.fields.map((field) => field.id),
    ...(place.about === undefined ? [] : ['about']),
    ...names,
  ]
  for (const match of text.matchAll(/\{([^{}]*)\}/g)) {
    const name = match[1] ?? ''
    if (!known.includes(name))
      reading.faults.add(
        'bad-subject',
        tree.at,
        { name, near: suggest(name, known) },
        { offset: match.index },
      )
  }
  return text
}
