import { sql } from 'kysely'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Rows as stored, locked until the transaction ends. A row that does not exist or belongs to
 * another organisation is not found.
 */
export async function unitRow(tx: Transaction, id: string) {
  return (
    (await tx.db
      .selectFrom('units')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.unit })
  )
}
export async function postRow(tx: Transaction, id: string) {
  return (
    (await tx.db
      .selectFrom('posts')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.post })
  )
}
export async function personRow(tx: Transaction, id: string) {
  return (
    (await tx.db
      .selectFrom('persons')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.staff })
  )
}
export async function holdingRow(tx: Transaction, id: string) {
  return (
    (await tx.db
      .selectFrom('person_posts')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.incumbency })
  )
}
export async function assignmentRow(tx: Transaction, id: string) {
  return (
    (await tx.db
      .selectFrom('assignments')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.assignment })
  )
}
export async function absenceRow(tx: Transaction, id: string) {
  return (
    (await tx.db
      .selectFrom('absences')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.absence })
  )
}

/** SQL that increments the version. */
export const nextVersion = sql<number>`version + 1`
