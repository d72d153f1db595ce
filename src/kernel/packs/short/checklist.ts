import { child, entriesOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { mapAt, scalarAt } from './build.ts'

/** A checklist with its items and its view written out: a title alone, and what has no type, is yes or no. */
export function expandChecklist(checklist: Tree): Tree {
  if (checklist.kind !== 'map') return checklist
  const items = child(checklist, 'items')
  const view = child(checklist, 'view')
  const entries = new Map(checklist.entries)
  if (items?.kind === 'map') {
    const written = entriesOf(items).map(([id, item]): [string, Tree] => [id, expandItem(item)])
    entries.set('items', { ...items, entries: new Map(written) })
  }
  if (view?.kind === 'map') entries.set('view', expandItem(view))
  return { ...checklist, entries }
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
