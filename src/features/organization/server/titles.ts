import type { Transaction } from '#platform/gate/transaction.ts'

/** What the organisation was called at a moment; its present name where that is still to come. */
export async function organizationTitleAt(tx: Transaction, at: Date | null): Promise<string> {
  if (at === null) return tx.organization.title
  const row = await tx.db
    .selectFrom('organization_titles')
    .select('title')
    .where('organization_id', '=', tx.organization.id)
    .where('until', '>', at)
    .orderBy('until')
    .limit(1)
    .executeTakeFirst()
  return row?.title ?? tx.organization.title
}
