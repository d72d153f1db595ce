import { performAction } from '#platform/gate/perform.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { applyTransfer } from './actions.ts'

const program = { kind: 'program', name: 'transfers' } as const

/**
 * Applies the transfers whose first day has come, earliest first. A stopped transfer waits until
 * somebody has looked at it.
 */
export const applyTransfers: RecurringJob = async ({ organizationId, services }) => {
  const due = await services.gate.transact(organizationId, program, 'read', ({ db, today }) =>
    db
      .selectFrom('transfers')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('status', '=', 'planned')
      .where('trouble', 'is', null)
      .where('effective_on', '<=', today)
      .orderBy('effective_on')
      .orderBy('planned_at')
      .execute(),
  )
  for (const { id } of due)
    await performAction(services.gate, organizationId, program, applyTransfer, { id })
}
