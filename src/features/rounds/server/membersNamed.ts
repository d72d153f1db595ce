import { sql } from 'kysely'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Who was named for open occurrences, by round and subject. */
export async function membersNamed(
  tx: Transaction,
): Promise<ReadonlyMap<string, readonly Member[]>> {
  const { rounds } = tx.organization.pack
  if (![...rounds.values()].some(({ independent }) => independent !== undefined)) return new Map()
  const { rows } = await sql<Member & { round: string; kind: string; subject: string }>`
    select o.round, o.subject_kind as kind, o.subject_id as subject, m.person_id as person, m.reason
    from occurrence_members m join occurrences o on o.organization_id = m.organization_id and o.id = m.occurrence_id
    where m.organization_id = ${tx.organization.id} and o.closed_at is null order by m.named_at, m.person_id`.execute(
    tx.db,
  )
  return Map.groupBy(rows, ({ kind, subject }) => `${kind}/${subject}`)
}

/** Somebody who was named to look at a subject in a round. */
export interface Member {
  readonly round: string
  readonly person: string
  readonly reason: string | null
}
