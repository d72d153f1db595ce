import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Procedure } from '../procedure.ts'
import type { PackReader } from './packReader.ts'

/**
 * The procedures of earlier editions whose open cases go on in this one: ids alone, where the steps
 * keep their ids, or a map of each to its steps (old: new). The procedure itself may be named, for
 * steps that it has lost.
 */
export function readSucceeds(
  reader: PackReader,
  id: string,
  tree: Tree | undefined,
  steps: ReadonlySet<string>,
): Procedure['succeeds'] {
  if (tree === undefined) return undefined
  const succeeds = new Map<string, ReadonlyMap<string, string>>()
  const entries: readonly (readonly [string, Tree, Tree | undefined])[] =
    tree.kind === 'map'
      ? entriesOf(tree).map(([old, mapping]) => [old, mapping, mapping] as const)
      : itemsOf(tree).map((item) => [textOf(item) ?? '', item, undefined] as const)
  for (const [old, place, mapping] of entries) {
    const spot = mapping === undefined ? {} : { key: true }
    if (old !== id && reader.symbols.procedures.has(old))
      reader.faults.add('succeeds-present', place.at, { what: '手続', name: old }, spot)
    if (old === id && mapping === undefined)
      reader.faults.add('succeeds-itself', place.at, { procedure: id }, spot)
    const lost = new Map<string, string>()
    for (const [step, to] of entriesOf(mapping)) {
      if (old === id && steps.has(step))
        reader.faults.add('succeeds-present', to.at, { what: '段階', name: step }, { key: true })
      const target = reader.reference(to, 'unknown-step', steps)
      if (target !== undefined) lost.set(step, target)
    }
    succeeds.set(old, lost)
  }
  return succeeds
}

/** Reports a procedure of earlier editions that two procedures succeed: its cases go on in one. */
export function checkSuccession(reader: PackReader, procedures: ReadonlyMap<string, Tree>): void {
  const heir = new Map<string, string>()
  for (const [id, tree] of procedures) {
    const succeeds = child(tree, 'succeeds')
    const named: readonly (readonly [string, Tree])[] =
      succeeds?.kind === 'map'
        ? entriesOf(succeeds)
        : itemsOf(succeeds).map((item) => [textOf(item) ?? '', item] as const)
    for (const [old, place] of named) {
      const other = heir.get(old)
      if (other !== undefined && other !== id)
        reader.faults.add(
          'succeeded-twice',
          place.at,
          { procedure: old, other },
          succeeds?.kind === 'map' ? { key: true } : {},
        )
      heir.set(old, other ?? id)
    }
  }
}
