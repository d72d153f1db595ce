import type { AskedItem, Checklist, Mending, Subject } from '../packs/checklist.ts'
import type { Who } from '../packs/who.ts'
import type { Checklists } from './items.ts'

/** Who mends what an answer showed, by when, and who looks. */
export type MendingOfFinding = Partial<Mending>

/** What becomes of a finding on an item. Without `by`, whoever answered mends. */
export function mendingOf(
  checklists: Checklists,
  asks: string,
  item: Pick<AskedItem, 'checklist'>,
): MendingOfFinding {
  return saying(checklists, asks, item).find(({ mend }) => mend !== undefined)?.mend ?? {}
}

/** Who may accept that an item does not apply; undefined where nobody may. */
export function waiverOf(
  checklists: Checklists,
  asks: string,
  item: Pick<AskedItem, 'checklist'>,
): Who | undefined {
  return saying(checklists, asks, item).find(({ waivedBy }) => waivedBy !== undefined)?.waivedBy
}

/**
 * The checklists that may say something about an item, in this order: the one that it is written
 * in, the one that draws that, and so on to the one that the round asks. One about another subject
 * names people that are none of this one's, and says nothing.
 */
function saying(
  checklists: Checklists,
  asks: string,
  { checklist }: Pick<AskedItem, 'checklist'>,
): readonly Checklist[] {
  const own = checklists.get(asks)
  return own === undefined
    ? []
    : chainTo(checklists, asks, checklist, [])
        .toReversed()
        .filter(({ of }) => isSameSubject(own.of, of))
}

/** The first chain of draws from a checklist to another; only the beginning where there is none. */
function chainTo(
  checklists: Checklists,
  id: string,
  target: string,
  above: readonly Checklist[],
): readonly Checklist[] {
  const checklist = checklists.get(id)
  if (checklist === undefined || above.includes(checklist)) return above
  const chain = [...above, checklist]
  if (id === target) return chain
  for (const { of, face } of checklist.draws) {
    if (face === 'findings') continue
    const found = chainTo(checklists, of, target, chain)
    if (found.at(-1)?.id === target) return found
  }
  return above.length === 0 ? chain : above
}

function isSameSubject(one: Subject, other: Subject): boolean {
  return (
    one.kind === other.kind &&
    (one.kind !== 'line' || other.kind !== 'line' || one.register === other.register)
  )
}
