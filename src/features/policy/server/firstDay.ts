import { dayOf } from '#kernel/calendar/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** The day from which the policy has been in force here. */
export async function firstDay(tx: Transaction): Promise<string> {
  const row = await tx.db
    .selectFrom('pack_editions')
    .select((eb) => [eb.fn.min('adopted_at').as('adopted'), eb.fn.min('in_force_from').as('from')])
    .where('organization_id', '=', tx.organization.id)
    .executeTakeFirst()
  const adopted = row?.adopted == null ? tx.today : dayOf(row.adopted)
  return row?.from == null || row.from < adopted ? adopted : row.from
}
