import type { Transaction } from '#platform/gate/transaction.ts'

/** Reminders of a case that a newer one replaces (for one person), or that are over because the case went on (for all), are no longer shown. */
export function dismissReminders(tx: Transaction, caseId: string, person?: string): void {
  const query = tx.db
    .updateTable('notices')
    .set({ read_at: tx.now })
    .where('organization_id', '=', tx.organization.id)
    .where('case_id', '=', caseId)
    .where('kind', '=', 'reminder')
    .where('read_at', 'is', null)
  tx.deferWrite(person === undefined ? query : query.where('person_id', '=', person))
}
