import type { Register } from '#kernel/packs/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ReferenceGroup } from '../contract/references.ts'
import { countEntries, listEntries } from './list.ts'

/** Number of entries listed of each register that refers to an entry; all are counted. */
const shownEntries = 20

/** The entries of all registers that refer to this entry, grouped by the field that does. */
export async function referencesTo(
  tx: Transaction,
  register: Register,
  id: string,
): Promise<ReferenceGroup[]> {
  const groups: ReferenceGroup[] = []
  for (const { from, field } of referringFields(tx, register)) {
    const filter = `${field.id}:${id}`
    const { rows } = await listEntries(tx, from, { filter, limit: shownEntries })
    if (rows.length === 0) continue
    groups.push({
      register: from.id,
      title: from.title,
      field: field.id,
      fieldTitle: field.title,
      count: rows.length < shownEntries ? rows.length : await countEntries(tx, from, { filter }),
      lines: rows.map(({ id: entryId, number, name, state }) => ({
        id: entryId,
        number,
        name,
        state,
      })),
    })
  }
  return groups
}

/** The fields of all registers that refer to entries of this one. */
function referringFields(tx: Transaction, register: Register) {
  return [...tx.organization.pack.registers.values()].flatMap((from) =>
    from.fields
      .filter(
        (field) =>
          (field.type === 'line' || field.type === 'lines') && field.register === register.id,
      )
      .map((field) => ({ from, field })),
  )
}
