import type { Register } from '#kernel/packs/types.ts'
import type { Handle } from '#platform/gate/handle.ts'
import type { Referring } from '../contract.ts'
import { countEntries, listEntries } from './list.ts'

/** Lines shown of each ledger that points to a line; the rest is counted. */
const shown = 20

/** Which lines of which ledgers point to this line, by the field that does. */
export async function referring(
  handle: Handle,
  register: Register,
  id: string,
): Promise<Referring[]> {
  const groups: Referring[] = []
  for (const { from, field } of pointers(handle, register)) {
    const filter = `${field.id}:${id}`
    const { rows } = await listEntries(handle, from, { filter, limit: shown })
    if (rows.length === 0) continue
    groups.push({
      register: from.id,
      title: from.title,
      field: field.id,
      fieldTitle: field.title,
      count: rows.length < shown ? rows.length : await countEntries(handle, from, { filter }),
      lines: rows.map(({ id: line, number, name, state }) => ({ id: line, number, name, state })),
    })
  }
  return groups
}

/** The fields of all ledgers that point to lines of this one. */
function pointers(handle: Handle, register: Register) {
  return [...handle.organization.pack.registers.values()].flatMap((from) =>
    from.fields
      .filter(
        (field) =>
          (field.type === 'line' || field.type === 'lines') && field.register === register.id,
      )
      .map((field) => ({ from, field })),
  )
}
