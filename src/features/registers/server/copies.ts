import { compareClasses, highestClass, inheritClass } from '#kernel/classes/index.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import type { Register } from '#kernel/packs/types.ts'
import { sql } from 'kysely'
import { dayInTokyo } from '#platform/environment.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { forgetLocked } from './lockedEntries.ts'
import { copiesOf, lockEntries } from './locks.ts'
import { deriveColumns } from './prepare.ts'
import { updateEntryRows } from './store.ts'

/** The reason stored with a class that was raised because of its originals. */
export const raisedReason = '元の情報資産の分類に合わせました。'

/**
 * Raises the class of copies and mixtures to that of their originals, recursively.
 * Only the class changes; fields that the higher class requires are asked for at the next edit.
 * `originals`: the new classes of the originals, by id. Returns the entries that were raised.
 */
export async function raiseCopies(
  tx: Transaction,
  register: Register,
  originals: ReadonlyMap<string, ClassValue>,
): Promise<{ readonly id: string; readonly number: string }[]> {
  const { classField } = register
  if (!classField || originals.size === 0) return []
  const copies = await copiesOf(tx, [...originals.keys()])
  if (copies.length === 0) return []
  const lines = await lockEntries(tx, { ids: copies.map(({ copy }) => copy) })
  const own = new Map(lines.map((entry) => [entry.id, entry.class ?? undefined]))
  const raised = raisedBy(
    originals,
    own,
    Map.groupBy(copies, ({ original }) => original),
  )
  const changed = lines.flatMap((entry) => {
    const target = raised.get(entry.id)
    return target === undefined ? [] : [{ line: entry, target }]
  })
  updateEntryRows(
    tx,
    changed.map(({ line: entry, target }) => ({
      id: entry.id,
      version: entry.version + 1,
      prepared: deriveColumns(
        tx,
        register,
        { ...entry.fields, [classField]: target },
        dayInTokyo(entry.created_at),
      ),
      unit: entry.unit_id,
      state: entry.state,
      reason: raisedReason,
    })),
  )
  return changed.map(({ line: entry }) => entry)
}

/** The new classes of copies, computed until none rises any more. */
function raisedBy(
  originals: ReadonlyMap<string, ClassValue>,
  own: ReadonlyMap<string, ClassValue | undefined>,
  copies: ReadonlyMap<string, readonly { readonly copy: string }[]>,
): ReadonlyMap<string, ClassValue> {
  const raised = new Map<string, ClassValue>()
  const open = [...originals]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [original, value] = next
    for (const { copy } of copies.get(original) ?? []) {
      const before = raised.get(copy) ?? own.get(copy)
      const target = inheritClass(value, before)
      if (before && compareClasses(before, target) === 'same') continue
      raised.set(copy, target)
      open.push([copy, target])
    }
  }
  return raised
}

/**
 * The lowest class that each entry may have because of its originals; entries that are neither
 * copies nor mixtures are left out. `now`: new classes of the originals, not yet stored.
 */
export async function leastClasses(
  tx: Transaction,
  lines: readonly string[],
  now: ReadonlyMap<string, ClassValue | null> = new Map(),
): Promise<ReadonlyMap<string, ClassValue>> {
  const organization = tx.organization.id
  const { rows } = await sql<{ copy: string; original: string; class: ClassValue | null }>`
    select o.copy, e.id as original, e.class from (
      select id as copy, copied_from as original from entries where organization_id = ${organization} and id = any(${[...lines]}::uuid[]) and copied_from is not null
      union all select from_id, to_id from links where organization_id = ${organization} and from_kind = 'entry' and from_id = any(${[...lines]}::uuid[])
        and relation = 'made-of' and to_kind = 'entry'
    ) o join entries e on e.organization_id = ${organization} and e.id = o.original`.execute(tx.db)
  const classes = Map.groupBy(rows, ({ copy }) => copy)
  return new Map(
    [...classes].map(([copy, origins]) => [
      copy,
      highestClass(origins.map((origin) => now.get(origin.original) ?? origin.class)),
    ]),
  )
}

/** Records of existing entries what they are copies of. */
export async function linkCopies(
  tx: Transaction,
  pairs: readonly { readonly copy: string; readonly original: string }[],
): Promise<void> {
  forgetLocked(
    tx,
    pairs.map(({ copy }) => copy),
  )
  for (const { copy, original } of pairs) {
    await tx.db
      .updateTable('entries')
      .set({ copied_from: original })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', copy)
      .execute()
  }
}
