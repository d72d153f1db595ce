import type { CaseState } from '#kernel/procedures/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { readableState } from './state.ts'

/** Records that a case began from another (`origin`). */
export function linkFollowing(tx: Transaction, id: string, origin: string): void {
  tx.deferWrite(
    tx.db.insertInto('links').values({
      organization_id: tx.organization.id,
      from_kind: 'case',
      from_id: id,
      relation: 'follows',
      to_kind: 'case',
      to_id: origin,
    }),
  )
}

/** A case from which this case began, or one that began from it. */
export interface LinkedCase {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly relation: 'origin' | 'following'
  readonly state: CaseState
}

/**
 * The linked cases that can be read: the case whose outcome opened this one, and those that the
 * outcome of this one opened.
 */
export async function linkedCases(tx: Transaction, id: string): Promise<LinkedCase[]> {
  const org = tx.organization.id
  const rows = await tx.db
    .selectFrom('links as l')
    .innerJoin('cases as c', (join) =>
      join
        .onRef('c.organization_id', '=', 'l.organization_id')
        .on((eb) =>
          eb.or([
            eb.and([eb('l.from_id', '=', id), eb('c.id', '=', eb.ref('l.to_id'))]),
            eb.and([eb('l.to_id', '=', id), eb('c.id', '=', eb.ref('l.from_id'))]),
          ]),
        ),
    )
    .select(['c.id', 'c.number', 'c.subject', 'c.state', 'l.from_id'])
    .where('l.organization_id', '=', org)
    .where('l.relation', '=', 'follows')
    .where('l.from_kind', '=', 'case')
    .where('l.to_kind', '=', 'case')
    .where((eb) => eb.or([eb('l.from_id', '=', id), eb('l.to_id', '=', id)]))
    .orderBy('c.id')
    .execute()
  return rows.flatMap((row) => {
    const state = readableState(row)
    if (state === undefined) return []
    const relation = row.from_id === id ? 'origin' : 'following'
    return [{ id: row.id, number: row.number, subject: row.subject, state, relation }]
  })
}
