import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Marks unread reminders of a case as read: those of one person, which a newer reminder replaces,
 * or those of all, because the case went on.
 */
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
