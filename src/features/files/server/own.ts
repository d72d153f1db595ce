import type { Field, FieldValues } from '#kernel/fields/types.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** The ids of all files that stand in fields. */
export function filesIn(fields: readonly Field[], values: FieldValues): string[] {
  return fields
    .filter((field) => field.type === 'files')
    .flatMap((field) => textsIn(values[field.id]))
}

/** Whoever writes a file into something has sent it; what stands there already may stay. Otherwise an id would be enough to read another's file. */
export async function demandOwnFiles(
  handle: Handle,
  fields: readonly Field[],
  given: FieldValues,
  known: FieldValues = {},
): Promise<void> {
  const fresh = fields
    .filter((field) => field.type === 'files')
    .flatMap((field) =>
      textsIn(given[field.id])
        .filter((id) => !textsIn(known[field.id]).includes(id))
        .map((id) => ({ id, field })),
    )
  if (fresh.length === 0) return
  const ids = fresh.map(({ id }) => id).filter(isId)
  const own =
    ids.length === 0
      ? []
      : await handle.db
          .selectFrom('files')
          .select('id')
          .where('organization_id', '=', handle.organization.id)
          .where('uploaded_by', '=', actorPerson(handle) ?? null)
          .where('id', 'in', ids)
          .execute()
  const faults = fresh
    .filter(({ id }) => !own.some((row) => row.id === id))
    .map(({ field }) => ({
      at: `/fields/${field.id}`,
      detail: {
        ja: `「${field.title}」に見つからないファイルが入っています。もう一度付けてください。`,
        en: `“${field.title}” holds a file that was not found. Attach it again.`,
      },
    }))
  if (faults.length > 0)
    throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
}

/** The names of files, by id. */
export async function fileNames(
  handle: Handle,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const known = ids.filter(isId)
  if (known.length === 0) return new Map()
  const rows = await handle.db
    .selectFrom('files')
    .select(['id', 'name'])
    .where('organization_id', '=', handle.organization.id)
    .where('id', 'in', known)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Where the bytes of a file lie, unless they are infected; whether the reader may have them has been asked before. */
export async function storedFile(
  handle: Handle,
  id: string,
): Promise<{ readonly sha256: string; readonly name: string; readonly media_type: string }> {
  return (
    (await handle.db
      .selectFrom('files')
      .select(['sha256', 'name', 'media_type'])
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .where('scan', '!=', 'infected')
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.file })
  )
}

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
