import { diffValues } from '#kernel/fields/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { EntryPath } from '../contract/common.ts'
import type { EntryVersion } from '../contract/entries.ts'
import { readableEntry } from './readableEntry.ts'

/**
 * The unit that an entry was moved from and to, as both were called then; null where it stayed, and
 * for the first version.
 */
function unitChange(
  before: VersionUnit | undefined,
  after: VersionUnit,
): { from: string; to: string } | null {
  if (before === undefined || before.unit_id === after.unit_id) return null
  return { from: before.unit_title ?? '', to: after.unit_title ?? '' }
}

interface VersionUnit {
  readonly unit_id: string | null
  readonly unit_title: string | null
}

/** Every version of an entry with its changes from the one before, newest first. */
export const entryHistory = defineQuery({
  name: 'entry.history',
  input: EntryPath,
  authorise: readableEntry,
  run: async (tx, { id }, { register }): Promise<EntryVersion[]> => versionsOf(tx, register, id),
})

/** As `entryHistory`. */
export async function versionsOf(
  tx: Transaction,
  register: Register,
  entry: string,
): Promise<EntryVersion[]> {
  const versions = await tx.db
    .selectFrom('entry_versions')
    .selectAll()
    .where('organization_id', '=', tx.organization.id)
    .where('entry_id', '=', entry)
    .orderBy('version')
    .execute()
  const titles = new Map(register.fields.map((field) => [field.id, field.title]))
  return versions
    .map((version, i) => ({
      version: version.version,
      at: version.changed_at.toISOString(),
      by: version.changed_by_name,
      state: version.state,
      reason: version.reason,
      unit: unitChange(versions[i - 1], version),
      changes: diffValues(versions[i - 1]?.fields ?? {}, version.fields).map((change) => ({
        field: change.field,
        title: titles.get(change.field) ?? change.field,
        from: change.from ?? null,
        to: change.to ?? null,
      })),
    }))
    .toReversed()
}
