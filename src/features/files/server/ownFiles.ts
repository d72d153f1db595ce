import type { Field, FieldValues } from '#kernel/fields/types.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** The ids of all files in the values of fields. */
export function filesIn(fields: readonly Field[], values: FieldValues): string[] {
  return fields
    .filter((field) => field.type === 'files')
    .flatMap((field) => textsIn(values[field.id]))
}

/**
 * Refuses with `input-invalid` unless the actor has sent every submitted file that is not among the
 * existing values. Without this check, knowing an id would be enough to read a file of others.
 */
export async function demandOwnFiles(
  tx: Transaction,
  fields: readonly Field[],
  submitted: FieldValues,
  existing: FieldValues = {},
): Promise<void> {
  const newFiles = fields
    .filter((field) => field.type === 'files')
    .flatMap((field) =>
      textsIn(submitted[field.id])
        .filter((id) => !textsIn(existing[field.id]).includes(id))
        .map((id) => ({ id, field })),
    )
  if (newFiles.length === 0) return
  const ids = newFiles.map(({ id }) => id).filter(isId)
  const own =
    ids.length === 0
      ? []
      : await tx.db
          .selectFrom('files')
          .select('id')
          .where('organization_id', '=', tx.organization.id)
          .where('uploaded_by', '=', actorPerson(tx) ?? null)
          .where('id', 'in', ids)
          .execute()
  const faults = newFiles
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
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const validIds = ids.filter(isId)
  if (validIds.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('files')
    .select(['id', 'name'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', validIds)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/**
 * A stored file by its id: its SHA-256, under which its bytes are stored, its name and its media
 * type. Refuses with `not-found` if it does not exist or is infected. The caller must have checked
 * already that the reader may have the file.
 */
export async function storedFile(
  tx: Transaction,
  id: string,
): Promise<{ readonly sha256: string; readonly name: string; readonly media_type: string }> {
  return (
    (await tx.db
      .selectFrom('files')
      .select(['sha256', 'name', 'media_type'])
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .where('scan', '!=', 'infected')
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.file })
  )
}

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

function textsIn(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : []
}
