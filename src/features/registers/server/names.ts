import type { Register } from '#kernel/packs/types.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import { fileNames, filesIn } from '#features/files/server/public.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** Titles of everything that fields point to (persons, units, lines of registers, files), by id. */
export async function namesFor(
  handle: Handle,
  register: Pick<Register, 'fields'>,
  values: readonly FieldValues[],
): Promise<Record<string, string>> {
  const { view } = handle.organization
  const names: Record<string, string> = {}
  const lines = new Set<string>()
  for (const field of register.fields) {
    for (const fields of values) {
      for (const id of idsIn(fields[field.id])) {
        if (field.type === 'person' || field.type === 'persons')
          names[id] = view.persons.get(id)?.name ?? id
        else if (field.type === 'unit' || field.type === 'units')
          names[id] = view.units.get(id)?.title ?? id
        else if (field.type === 'line' || field.type === 'lines') lines.add(id)
      }
    }
  }
  for (const [id, name] of await fileNames(
    handle,
    values.flatMap((one) => filesIn(register.fields, one)),
  ))
    names[id] = name
  if (lines.size > 0) {
    const found = await handle.db
      .selectFrom('entries')
      .select(['id', 'name'])
      .where('organization_id', '=', handle.organization.id)
      .where('id', 'in', [...lines])
      .execute()
    for (const line of found) names[line.id] = line.name
  }
  return names
}

/** Fields that point to a line that is not there, each with its place. */
export async function missingLines(
  handle: Handle,
  register: Pick<Register, 'fields'>,
  values: readonly FieldValues[],
): Promise<FaultWords[]> {
  const pointing = register.fields.filter(
    (field) => field.type === 'line' || field.type === 'lines',
  )
  const wanted = pointing.flatMap((field) =>
    values.flatMap((one) => idsIn(one[field.id]).map((id) => ({ field, id }))),
  )
  if (wanted.length === 0) return []
  const found = await handle.db
    .selectFrom('entries')
    .select(['id', 'register'])
    .where('organization_id', '=', handle.organization.id)
    .where('id', 'in', [...new Set(wanted.map(({ id }) => id))])
    .execute()
  const registerById = new Map(found.map((line) => [line.id, line.register]))
  return wanted
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
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
