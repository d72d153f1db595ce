import type { Register } from '#kernel/packs/types.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import type { Field, FieldValues } from '#kernel/fields/types.ts'
import { fileNames, filesIn } from '#features/files/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Titles of everything that fields, also of small tables, refer to (persons, units, entries, files), by id. */
export async function referenceNames(
  tx: Transaction,
  register: Pick<Register, 'fields'>,
  values: readonly FieldValues[],
): Promise<Record<string, string>> {
  const { view } = tx.organization
  const names: Record<string, string> = {}
  const entryIds = new Set<string>()
  const collect = (fields: readonly Field[], rows: readonly FieldValues[]): void => {
    for (const field of fields)
      for (const row of rows) {
        const value = row[field.id]
        if (field.type === 'rows' && Array.isArray(value))
          collect(field.columns ?? [], value as readonly FieldValues[])
        for (const id of idsIn(value)) {
          if (field.type === 'person' || field.type === 'persons')
            names[id] = view.persons.get(id)?.name ?? id
          else if (field.type === 'unit' || field.type === 'units')
            names[id] = view.units.get(id)?.title ?? id
          else if (field.type === 'line' || field.type === 'lines') entryIds.add(id)
        }
      }
  }
  collect(register.fields, values)
  for (const [id, name] of await fileNames(
    tx,
    values.flatMap((entryFields) => filesIn(register.fields, entryFields)),
  ))
    names[id] = name
  if (entryIds.size > 0) {
    const rows = await tx.db
      .selectFrom('entries')
      .select(['id', 'name'])
      .where('organization_id', '=', tx.organization.id)
      .where('id', 'in', [...entryIds])
      .execute()
    for (const row of rows) names[row.id] = row.name
  }
  return names
}

/** The fields that refer to an entry that does not exist, each with its position. */
export async function missingReferences(
  tx: Transaction,
  register: Pick<Register, 'fields'>,
  values: readonly FieldValues[],
): Promise<FaultWords[]> {
  const pointing = register.fields.filter(
    (field) => field.type === 'line' || field.type === 'lines',
  )
  const references = pointing.flatMap((field) =>
    values.flatMap((entryFields) => idsIn(entryFields[field.id]).map((id) => ({ field, id }))),
  )
  if (references.length === 0) return []
  const rows = await tx.db
    .selectFrom('entries')
    .select(['id', 'register'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', [...new Set(references.map(({ id }) => id))])
    .execute()
  const registerById = new Map(rows.map((row) => [row.id, row.register]))
  return references
    .filter(({ field, id }) => registerById.get(id) !== field.register)
    .map(({ field }) => ({
      at: `/fields/${field.id}`,
      detail: {
        ja: `「${field.title}」で選んだ行がありません。選び直してください。`,
        en: `What was chosen in “${field.title}” does not exist. Choose again.`,
      },
    }))
}

function idsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : []
}
