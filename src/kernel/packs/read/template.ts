import { suggest } from '../suggest.ts'
import { textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { ProcedureContext } from './effectFields.ts'
import type { PackReader } from './packReader.ts'

/** A text with {field} places, `{about}` where there is such a thing, and further names. */
export function readTemplate(
  reader: PackReader,
  tree: Tree | undefined,
  context: ProcedureContext,
  names: readonly string[] = [],
): string {
  const text = textOf(tree)
  if (tree === undefined || text === undefined) return ''
  const validNames = [
    ...context.fields.map((field) => field.id),
    ...(context.about === undefined ? [] : ['about']),
    ...names,
  ]
  for (const match of text.matchAll(/\{([^{}]*)\}/g)) {
    const name = match[1] ?? ''
    if (!validNames.includes(name))
      reader.faults.add(
        'bad-subject',
        tree.at,
        { name, near: suggest(name, validNames) },
        { offset: match.index },
      )
  }
  return text
}
