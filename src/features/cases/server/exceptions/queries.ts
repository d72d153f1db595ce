import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** An exception with the case that granted it. */
export interface ExceptionRecord {
  readonly id: string
  readonly case_id: string
  readonly number: string
  readonly subject: string
  readonly applicant_id: string
  readonly procedure: string
  readonly provisions: readonly string[]
  readonly person_id: string | null
  readonly unit_id: string | null
  readonly entry_id: string | null
  readonly from_on: string
  readonly until_on: string
  readonly ended_at: Date | null
  readonly warned_at: Date | null
  readonly released_at: Date | null
}

const columns = [
  'e.id',
  'e.case_id',
  'e.number',
  'e.provisions',
  'e.person_id',
  'e.unit_id',
  'e.entry_id',
  'e.from_on',
  'e.until_on',
  'e.ended_at',
  'e.warned_at',
  'e.released_at',
  'c.subject',
  'c.applicant_id',
  'c.procedure',
] as const

function withCase(tx: Transaction) {
  return tx.db
    .selectFrom('exceptions as e')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 'e.organization_id').onRef('c.id', '=', 'e.case_id'),
    )
    .select(columns)
    .where('e.organization_id', '=', tx.organization.id)
}

/** The exception with this id. Refuses with `not-found`. */
export async function exceptionRow(tx: Transaction, id: string): Promise<ExceptionRecord> {
  return (
    (await withCase(tx).where('e.id', '=', id).executeTakeFirst()) ??
    refuse('not-found', { what: nouns.exception })
  )
}

/**
 * The exception with this id, locked until the transaction ends. Entries and cases are locked
 * before it. Refuses with `not-found`.
 */
export async function lockedException(tx: Transaction, id: string): Promise<ExceptionRecord> {
  return (
    (await withCase(tx).where('e.id', '=', id).forNoKeyUpdate('e').executeTakeFirst()) ??
    refuse('not-found', { what: nouns.exception })
  )
}

/** All exceptions that a case granted, ended ones included. */
export async function exceptionsOfCase(
  tx: Transaction,
  caseId: string,
): Promise<ExceptionRecord[]> {
  return withCase(tx).where('e.case_id', '=', caseId).orderBy('e.id').execute()
}
