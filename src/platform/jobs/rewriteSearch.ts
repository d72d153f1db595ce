import { sql } from 'kysely'
import { searchKeyEdition } from '#kernel/fields/index.ts'
import type { Transaction } from '../gate/transaction.ts'
import type { RecurringJob } from './recurring.ts'

const program = { kind: 'program', name: 'search' } as const

/** Rows written anew in one transaction. */
const batch = 500

/** A row with the text vector that it is found by. */
interface SearchRow {
  readonly id: string
  readonly search: string
}

/** The next rows of a table after an id, in the order of their ids, locked. */
export type SearchRows = (
  tx: Transaction,
  after: string | null,
  limit: number,
) => Promise<readonly SearchRow[]>

/**
 * Writes anew what the rows of a table are searched by, where it was written with a former edition
 * of the key of searching. Goes on where it was stopped.
 */
export async function rewriteSearch(
  { organizationId, services: { gate } }: Parameters<RecurringJob>[0],
  table: 'entries' | 'cases',
  rowsAfter: SearchRows,
): Promise<void> {
  const isDone = await gate.transact(organizationId, program, 'read', async (tx) => {
    const state = await stateOf(tx, table)
    return state?.edition === searchKeyEdition && state.after_id === null
  })
  if (isDone) return
  for (;;) {
    const written = await gate.transact(organizationId, program, 'write', async (tx) => {
      const state = await stateOf(tx, table)
      const after = state?.edition === searchKeyEdition ? state.after_id : null
      const rows = await rowsAfter(tx, after, batch)
      await writeRows(tx, table, rows)
      const next = rows.length < batch ? null : (rows.at(-1)?.id ?? null)
      await tx.db
        .insertInto('search_keys')
        .values({
          organization_id: tx.organization.id,
          written_table: table,
          edition: searchKeyEdition,
          after_id: next,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['organization_id', 'written_table'])
            .doUpdateSet({ edition: searchKeyEdition, after_id: next }),
        )
        .execute()
      return rows.length
    })
    if (written < batch) return
  }
}

function stateOf(tx: Transaction, table: string) {
  return tx.db
    .selectFrom('search_keys')
    .select(['edition', 'after_id'])
    .where('organization_id', '=', tx.organization.id)
    .where('written_table', '=', table)
    .executeTakeFirst()
}

async function writeRows(
  tx: Transaction,
  table: 'entries' | 'cases',
  rows: readonly SearchRow[],
): Promise<void> {
  if (rows.length === 0) return
  const given = sql<SearchRow>`json_to_recordset(${JSON.stringify(rows)})`.as<'g'>(
    sql`g(id uuid, search tsvector)`,
  )
  const organization = tx.organization.id
  if (table === 'entries')
    await tx.db
      .updateTable('entries as t')
      .from(given)
      .set({ search: sql<string>`number_pairs(t.number) || g.search` })
      .where('t.organization_id', '=', organization)
      .whereRef('t.id', '=', 'g.id')
      .execute()
  else
    await tx.db
      .updateTable('cases as t')
      .from(given)
      .set({ search: sql<string>`g.search` })
      .where('t.organization_id', '=', organization)
      .whereRef('t.id', '=', 'g.id')
      .execute()
}
