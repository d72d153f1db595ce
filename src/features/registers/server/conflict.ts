import { diffValues } from '#kernel/fields/index.ts'
import { momentWords } from '#kernel/words/days.ts'
import type { Register } from '#kernel/packs/types.ts'
import { problem, ProblemError, withParams } from '#kernel/problems/index.ts'
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
  const at = last ? momentWords(last.changed_at) : ''
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

type SeenEntry = Pick<EntryRecord, 'id' | 'number' | 'name' | 'version'>

/**
 * Refuses to change entries of which one has changed since it was read. The problem says who
 * changed the first of them; its faults name each.
 */
export async function demandVersions(
  tx: Transaction,
  rows: readonly SeenEntry[],
  versions: ReadonlyMap<string, number>,
): Promise<void> {
  const changed = rows.filter((row) => row.version !== versions.get(row.id))
  const [first] = changed
  if (first === undefined) return
  const { by, at } = await lastChange(tx, first)
  throw new ProblemError(
    problem(
      'changed-meanwhile',
      { by, at },
      {
        faults: changed.slice(0, 50).map(({ id, number, name }) => ({
          at: `/entries/${id}`,
          detail: {
            ja: `${number}「${name}」が変わっています。`,
            en: `${number} “${name}” has changed.`,
          },
        })),
      },
    ),
  )
}

/** Who wrote the present version of an entry, and when. */
async function lastChange(tx: Transaction, row: SeenEntry) {
  const last = await tx.db
    .selectFrom('entry_versions')
    .select(['changed_by', 'changed_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('entry_id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  return {
    by: tx.organization.view.persons.get(last?.changed_by ?? '')?.name ?? nouns.program,
    at: last ? momentWords(last.changed_at) : '',
  }
}

function quotedField(register: Register, id: string): Words {
  return quoted(register.fields.find((field) => field.id === id)?.title ?? id)
}
