import { diffValues } from '#kernel/fields/index.ts'
import { formatEra, dayOf, timeOf } from '#kernel/calendar/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { problem, withParams } from '#kernel/problems/index.ts'
import type { Problem } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { composed, quoted } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { EntryRecord } from './entryRecord.ts'

/**
 * The problem of a concurrent change: who changed the entry since the version that was read. Its
 * faults name each changed field with its present value.
 */
export async function changedMeanwhile(
  tx: Transaction,
  register: Register,
  row: EntryRecord,
  readVersion: number,
): Promise<Problem> {
  const versions = await tx.db
    .selectFrom('entry_versions')
    .select(['version', 'fields', 'changed_by', 'changed_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('entry_id', '=', row.id)
    .where('version', 'in', [readVersion, row.version])
    .execute()
  const last = versions.find((version) => version.version === row.version)
  const read = versions.find((version) => version.version === readVersion)
  const by = tx.organization.view.persons.get(last?.changed_by ?? '')?.name ?? nouns.program
  const at = last ? `${formatEra(dayOf(last.changed_at))} ${timeOf(last.changed_at)}` : ''
  const changes = diffValues(read?.fields ?? {}, row.fields)
  const faults = changes.map((change) => ({
    at: `/fields/${change.field}`,
    detail: composed({
      ja: (say) => `${say(quotedField(register, change.field))}が変わっています。`,
      en: (say) => `${say(quotedField(register, change.field))} has changed.`,
    }),
  }))
  return withParams(problem('changed-meanwhile', { by, at }, { faults }), {
    version: row.version,
    fields: row.fields,
    changes,
  })
}

function quotedField(register: Register, id: string): Words {
  return quoted(register.fields.find((field) => field.id === id)?.title ?? id)
}
