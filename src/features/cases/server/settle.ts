import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Handle } from '#platform/gate/handle.ts'

/** What a reminder says between the subject and the step: by it reminders of a case are told from other notices. */
export function markOf(number: string): string {
  return `（${number}）の「`
}

/** Reminders of a case that a newer one replaces (for one person), or that are over because the case went on (for all), are no longer shown. */
export function settleReminders(
  handle: Handle,
  { id, number }: { readonly id: string; readonly number: string },
  person?: string,
): void {
  const query = handle.db
    .updateTable('notices')
    .set({ read_at: handle.now })
    .where('organization_id', '=', handle.organization.id)
    .where('case_id', '=', id)
    .where('read_at', 'is', null)
    .where(
      sql<SqlBool>`position(${markOf(number)} in message) > 0 and position('」が期限を' in message) > 0`,
    )
  handle.later(person === undefined ? query : query.where('person_id', '=', person))
}
