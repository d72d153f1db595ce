import { itemsAsked, looksAt } from '../../rounds/items.ts'
import type { Checklist } from '../checklist.ts'
import type { FaultCollector } from '../faults.ts'
import { isSameSubject, writtenSubject } from '../read/subject.ts'
import { child, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'

type Checklists = ReadonlyMap<string, Checklist>

/** Reports checklists that draw what does not fit, that draw each other, and that ask nothing. */
export function checkChecklists(
  checklists: Checklists,
  trees: ReadonlyMap<string, Tree>,
  faults: FaultCollector,
): void {
  for (const checklist of checklists.values()) {
    const tree = trees.get(checklist.id)
    if (tree === undefined) continue
    checkDraws(checklist, checklists, tree, faults)
    checkView(checklist, tree, faults)
    if (checklist.items.length === 0 && checklist.draws.length === 0)
      faults.add('checklist-empty', tree.at, {}, { key: true })
  }
  checkCircles(checklists, trees, faults)
}

/** A view without anything to look at, and what only a view can do. */
function checkView({ view, draws }: Checklist, tree: Tree, faults: FaultCollector): void {
  const written = child(tree, 'view')
  const samples = child(tree, 'samples')
  if (written !== undefined && child(tree, 'draw') === undefined)
    faults.add('view-nothing', written.at, {}, { key: true })
  if (written !== undefined) return
  if (samples !== undefined) faults.add('samples-without-view', samples.at, {}, { key: true })
  for (const [index, item] of itemsOf(child(tree, 'draw')).entries())
    if (view === undefined && draws[index]?.face === 'findings')
      faults.add('draw-findings', item.at, {})
}

function checkDraws(
  checklist: Checklist,
  checklists: Checklists,
  tree: Tree,
  faults: FaultCollector,
): void {
  for (const [index, item] of itemsOf(child(tree, 'draw')).entries()) {
    const draw = checklist.draws[index]
    const other = checklists.get(draw?.of ?? '')
    if (draw === undefined || other === undefined || textOf(item)?.endsWith(draw.of) !== true)
      continue
    if (checklist.view !== undefined && draw.face !== 'findings' && looksAt(checklists, other.id))
      faults.add('view-of-view', item.at, { name: draw.of })
    const isLookedAt = child(tree, 'view') !== undefined
    if (draw.face === 'items' && !isLookedAt && !isSameSubject(checklist.of, other.of))
      faults.add('draw-subject', item.at, {
        name: draw.of,
        of: writtenSubject(other.of),
        own: writtenSubject(checklist.of),
      })
    if (draw.face === 'questions' && !isLookedAt && checklist.of.kind !== 'person')
      faults.add('draw-questions', item.at, {})
    if (draw.face === 'questions' && other.items.every(({ ask }) => ask === undefined))
      faults.add('draw-nothing', item.at, { name: draw.of })
  }
}

/** Each circle once, at the checklist that comes first. */
function checkCircles(
  checklists: Checklists,
  trees: ReadonlyMap<string, Tree>,
  faults: FaultCollector,
): void {
  const reported = new Set<string>()
  for (const id of checklists.keys()) {
    const circle = reported.has(id) ? undefined : circleFrom(id, checklists)
    if (circle === undefined) continue
    for (const each of circle) reported.add(each)
    const tree = trees.get(id)
    const at = child(tree, 'draw')?.at ?? tree?.at
    if (at !== undefined) faults.add('draw-circle', at, { chain: [...circle, id].join(' → ') })
  }
}

/** The shortest way from a checklist through what it draws back to it. */
function circleFrom(start: string, checklists: Checklists): readonly string[] | undefined {
  const paths: (readonly string[])[] = [[start]]
  const seen = new Set<string>()
  for (const path of paths)
    for (const { of, face } of checklists.get(path.at(-1) ?? '')?.draws ?? []) {
      if (face === 'findings') continue
      if (of === start) return path
      if (seen.has(of)) continue
      seen.add(of)
      paths.push([...path, of])
    }
  return undefined
}

/** How many items a checklist asks at most. */
export function sizeOf(checklists: Checklists, id: string): number {
  return itemsAsked(checklists, id).length
}
