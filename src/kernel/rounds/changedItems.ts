import type { AskedItem, Item } from '../packs/checklist.ts'
import { itemsAsked, keyOfItem } from './items.ts'
import type { Checklists } from './items.ts'

/** What has become of an item since somebody read it. */
export type ItemChange = 'new' | 'changed'

/** The items of a checklist that say something else than in other checklists, by their keys. */
export function changedItems(
  before: Checklists,
  after: Checklists,
  checklist: string,
): ReadonlyMap<string, ItemChange> {
  const known = new Map(itemsAsked(before, checklist).map((asked) => [keyOfItem(asked), asked]))
  return new Map(
    itemsAsked(after, checklist).flatMap((asked): [string, ItemChange][] => {
      const key = keyOfItem(asked)
      const was = known.get(key)
      if (was === undefined) return [[key, 'new']]
      return saidBy(was) === saidBy(asked) ? [] : [[key, 'changed']]
    }),
  )
}

/** What a person reads of an item, and under what condition it holds for them. */
function saidBy({ item }: AskedItem): string {
  const { title, ask, help, when, should, must }: Item = item
  return JSON.stringify([title, ask, help, when?.source, should?.source, must?.source])
}
