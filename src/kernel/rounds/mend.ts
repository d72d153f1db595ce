import type { AskedItem, Mending, Subject } from '../packs/checklist.ts'
import type { Checklists } from './items.ts'

/** Who mends what an answer showed, by when, and who looks. */
export type MendingOfFinding = Partial<Mending>

/**
 * What becomes of a finding on an item: as the checklist says that the round asks, else the one
 * that the item is written in where both are about the same subject. Without `by`, whoever
 * answered mends.
 */
export function mendingOf(
  checklists: Checklists,
  asks: string,
  { checklist }: Pick<AskedItem, 'checklist'>,
): MendingOfFinding {
  const own = checklists.get(asks)
  const written = checklists.get(checklist)
  if (own?.mend !== undefined) return own.mend
  const isSame = own !== undefined && written !== undefined && isSameSubject(own.of, written.of)
  return (isSame ? written.mend : undefined) ?? {}
}

function isSameSubject(one: Subject, other: Subject): boolean {
  return (
    one.kind === other.kind &&
    (one.kind !== 'line' || other.kind !== 'line' || one.register === other.register)
  )
}
