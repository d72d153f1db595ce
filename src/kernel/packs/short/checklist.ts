import { child, entriesOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { mapAt, scalarAt } from './build.ts'

/** A checklist with its items written out: a title alone, and what has no type, is yes or no. */
export function expandChecklist(checklist: Tree): Tree {
  const items = child(checklist, 'items')
  if (checklist.kind !== 'map' || items?.kind !== 'map') return checklist
  const written = entriesOf(items).map(([id, item]): [string, Tree] => [id, expandItem(item)])
  return {
    ...checklist,
    entries: new Map(checklist.entries).set('items', { ...items, entries: new Map(written) }),
  }
}

function expandItem(item: Tree): Tree {
  const { at } = item
  const whole = item.kind === 'scalar' ? mapAt(at, { title: item }) : item
  if (whole.kind !== 'map' || whole.entries.has('type')) return whole
  const entries = new Map(whole.entries).set('type', scalarAt(at, 'yes-no'))
  const isDemanded = entries.has('should') || entries.has('must')
  if (!isDemanded) entries.set('should', scalarAt(at, 'yes'))
  return { ...whole, entries }
}
