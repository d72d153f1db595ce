import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Round } from '#kernel/packs/round.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Whether machines answer a round. */
export const isByMachine = ({ by }: Pick<Round, 'by'>): boolean =>
  by.some(({ kind }) => kind === 'machine')

/** SQL condition: a token of what the occurrence `o` is about can be used. */
const hasMachine = (tx: Transaction): RawBuilder<SqlBool> =>
  sql<SqlBool>`exists (select from machine_tokens m where m.organization_id = o.organization_id
    and (m.entry_id = case when o.subject_kind = 'line' then o.subject_id::uuid end or m.entry_id is null and o.subject_kind = 'organization')
    and m.ended_at is null and m.expires_at > ${tx.now})`

/**
 * SQL condition: the occurrence `o` is left to a machine. People are asked once it is late, or where
 * the machine has answered only a part of it.
 */
export function leftToMachines(tx: Transaction): RawBuilder<SqlBool> {
  const rounds = [...tx.organization.pack.rounds.values()].filter(isByMachine).map(({ id }) => id)
  return rounds.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(o.round = any(${rounds}::text[]) and o.answered = 0 and o.due_at >= ${tx.now} and ${hasMachine(tx)})`
}
