import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { rewriteSearch } from '#platform/jobs/rewriteSearch.ts'
import { recordIn, searchTextOf } from './store.ts'
import { titlesOfCases } from './titles.ts'

/** Recurring job: cases written with a former key of searching are found by the present one. */
export const rewriteCaseSearch: RecurringJob = (job) =>
  rewriteSearch(job, 'cases', async (tx, after, limit) => {
    let query = tx.db
      .selectFrom('cases')
      .select([
        'id',
        'number',
        'subject',
        'applicant_id',
        'procedure',
        'outcome',
        'edition_hash',
        'record',
      ])
      .where('organization_id', '=', tx.organization.id)
    if (after !== null) query = query.where('id', '>', after)
    const locked = await query.orderBy('id').limit(limit).forUpdate().execute()
    const rows = locked.map((row) => ({ ...row, record: recordIn(row) }))
    const titlesOf = await titlesOfCases(tx, rows)
    return rows.map((row) => ({
      id: row.id,
      search: searchTextOf(
        row.number,
        row.subject,
        row.record?.persons[row.applicant_id] ??
          tx.organization.view.persons.get(row.applicant_id)?.name,
        titlesOf(row).procedure,
      ),
    }))
  })
