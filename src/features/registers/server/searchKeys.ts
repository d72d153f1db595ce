import type { FieldValues } from '#kernel/fields/types.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { rewriteSearch } from '#platform/jobs/rewriteSearch.ts'
import { searchVector } from './prepare.ts'

/** Recurring job: entries written with a former key of searching are found by the present one. */
export const rewriteEntrySearch: RecurringJob = (job) =>
  rewriteSearch(job, 'entries', async (tx, after, limit) => {
    let query = tx.db
      .selectFrom('entries')
      .select(['id', 'register', 'fields', 'class'])
      .where('organization_id', '=', tx.organization.id)
    if (after !== null) query = query.where('id', '>', after)
    const rows = await query.orderBy('id').limit(limit).forUpdate().execute()
    return rows.map(({ id, register, fields, class: assetClass }) => {
      const known = tx.organization.pack.registers.get(register)
      return {
        id,
        search: known
          ? searchVector(tx, known, fields as FieldValues, assetClass as ClassValue | null)
          : '',
      }
    })
  })
