import { compareClasses, highest, inherit } from '#kernel/classes/index.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import type { Register } from '#kernel/packs/types.ts'
import { sql } from 'kysely'
import { dayInTokyo } from '#platform/gate/outside.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { copiesOf, lockEntries } from './locks.ts'
import { derive } from './prepare.ts'
import { updateEntryRows } from './store.ts'

/** Why a line changed whose class followed what it is made of. */
export const raisedReason = '元の情報資産の分類に合わせました。'

/** Copies and mixtures are handled as what they are made of: when its class rises, theirs rise with it, and so on down. Only the class changes; what
 * the higher class asks for besides is asked at the next edit. `originals`: the classes that lines have got. Returns the lines that were raised. */
export async function raiseCopies(
  handle: Handle,
  register: Register,
  originals: ReadonlyMap<string, ClassValue>,
): Promise<{ readonly id: string; readonly number: string }[]> {
  const { classField } = register
  if (!classField || originals.size === 0) return []
  const copies = await copiesOf(handle, [...originals.keys()])
  if (copies.length === 0) return []
  const lines = await lockEntries(handle, { ids: copies.map(({ copy }) => copy) })
  const own = new Map(lines.map((line) => [line.id, line.class ?? undefined]))
  const raised = raisedBy(
    originals,
    own,
    Map.groupBy(copies, ({ original }) => original),
  )
  const changed = lines.flatMap((line) => {
    const target = raised.get(line.id)
    return target === undefined ? [] : [{ line, target }]
  })
  updateEntryRows(
    handle,
    changed.map(({ line, target }) => ({
      id: line.id,
      version: line.version + 1,
      prepared: derive(
        handle,
        register,
        { ...line.fields, [classField]: target },
        dayInTokyo(line.created_at),
      ),
      unit: line.unit_id,
      state: line.state,
      reason: raisedReason,
    })),
  )
  return changed.map(({ line }) => line)
}

/** The classes that copies get, from line to line until none rises any more. */
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
      const target = inherit(value, before)
      if (before && compareClasses(before, target) === 'same') continue
      raised.set(copy, target)
      open.push([copy, target])
    }
  }
  return raised
}

/** The least class that each of these lines may have because of what it is a copy or mixture of; those that are neither are left out. `now`: classes that
 * originals are about to get. */
export async function leastClasses(
  handle: Handle,
  lines: readonly string[],
  now: ReadonlyMap<string, ClassValue | null> = new Map(),
): Promise<ReadonlyMap<string, ClassValue>> {
  const organization = handle.organization.id
  const { rows } = await sql<{ copy: string; original: string; class: ClassValue | null }>`
    select o.copy, e.id as original, e.class from (
      select id as copy, copied_from as original from entries where organization_id = ${organization} and id = any(${[...lines]}::uuid[]) and copied_from is not null
      union all select from_id, to_id from links where organization_id = ${organization} and from_kind = 'entry' and from_id = any(${[...lines]}::uuid[])
        and relation = 'made-of' and to_kind = 'entry'
    ) o join entries e on e.organization_id = ${organization} and e.id = o.original`.execute(
    handle.db,
  )
  const classes = Map.groupBy(rows, ({ copy }) => copy)
  return new Map(
    [...classes].map(([copy, origins]) => [
      copy,
      highest(origins.map((one) => now.get(one.original) ?? one.class)),
    ]),
  )
}

/** Says of lines that are there already what they are copies of. */
export async function linkCopies(
  handle: Handle,
  pairs: readonly { readonly copy: string; readonly original: string }[],
): Promise<void> {
  for (const { copy, original } of pairs) {
    await handle.db
      .updateTable('entries')
      .set({ copied_from: original })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', copy)
      .execute()
  }
}
