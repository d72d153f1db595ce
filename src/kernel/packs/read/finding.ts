import type { Procedure } from '../procedure.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Want } from '../types.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'

/** By what people find a procedure or a register: a line on its use, and other words for it. */
export function readFinding(
  reader: PackReader,
  tree: Tree,
): { readonly use?: string; readonly words?: readonly string[] } {
  const words = reader.texts(tree, 'words')
  return {
    ...optional('use', textOf(child(tree, 'use'))),
    ...optional('words', words.length === 0 ? undefined : words),
  }
}

/**
 * What people want where several procedures come near to it. Each of them says when it is the right
 * one, and stands in one want only.
 */
export function readWants(
  reader: PackReader,
  tree: Tree | undefined,
  procedures: ReadonlyMap<string, Procedure>,
): Want[] {
  const wantOf = new Map<string, string>()
  return entriesOf(tree).map(([id, want]) => {
    const title = reader.text(want, 'title')
    for (const way of itemsOf(child(want, 'ways'))) {
      const procedure = textOf(way) ?? ''
      const other = wantOf.get(procedure)
      if (other !== undefined) reader.faults.add('want-twice', way.at, { procedure, other })
      else wantOf.set(procedure, title)
      const definition = procedures.get(procedure)
      if (definition !== undefined && definition.use === undefined)
        reader.faults.add('way-without-use', way.at, { procedure })
    }
    return {
      id,
      title,
      words: reader.texts(want, 'words'),
      // A kept edition may have lost a procedure; the others are still found.
      ways: (reader.faults.kept
        ? reader.texts(want, 'ways')
        : reader.references(child(want, 'ways'), 'unknown-procedure', procedures)
      ).filter((procedure) => procedures.has(procedure)),
    }
  })
}
