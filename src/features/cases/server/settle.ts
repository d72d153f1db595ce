import type { Handle } from '#platform/gate/handle.ts'

/** Reminders of a case that a newer one replaces (for one person), or that are over because the case went on (for all), are no longer shown. */
export function settleReminders(handle: Handle, caseId: string, person?: string): void {
  const query = handle.db
    .updateTable('notices')
    .set({ read_at: handle.now })
    .where('organization_id', '=', handle.organization.id)
    .where('case_id', '=', caseId)
    .where('kind', '=', 'reminder')
    .where('read_at', 'is', null)
  handle.later(person === undefined ? query : query.where('person_id', '=', person))
}
