import { mapAt, scalarAt } from '../short/build.ts'
import { child, entriesOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'

/**
 * A checklist of the library, in which each item that names no part is a part by its own id: whoever
 * takes the checklist gives it a provision, or does not take it.
 */
export function withItemParts(checklist: MapTree): MapTree {
  const items = child(checklist, 'items')
  if (items?.kind !== 'map') return checklist
  const parts = new Map<string, Tree>()
  const written = entriesOf(items).map(([id, item]): [string, Tree] => {
    const whole = item.kind === 'scalar' ? mapAt(item.at, { title: item }) : item
    if (whole.kind !== 'map' || whole.entries.has('carries')) return [id, item]
    const says = child(whole, 'title') ?? scalarAt(whole.at, id)
    parts.set(id, mapAt(item.at, { says, optional: scalarAt(item.at, true) }))
    const carries = scalarAt(item.at, `$${id}`)
    return [id, { ...whole, entries: new Map(whole.entries).set('carries', carries) }]
  })
  const declared = child(checklist, 'parts')
  for (const [name, part] of entriesOf(declared)) parts.set(name, part)
  const entries = new Map(checklist.entries)
    .set('items', { ...items, entries: new Map(written) })
    .set('parts', { kind: 'map', at: declared?.at ?? items.at, entries: parts })
  return { ...checklist, entries }
}
