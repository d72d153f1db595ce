import { ProblemError } from '#kernel/problems/index.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { beginEdition, stopEdition } from './proposals.ts'

const program = { kind: 'program', name: 'editions' } as const

/**
 * Puts the approved edition in force whose first day has come. One that was stopped waits until
 * somebody has looked at it.
 */
export const beginEditions: RecurringJob = async ({ organizationId, services }) => {
  const due = await services.gate.transact(organizationId, program, 'read', ({ db, today }) =>
    db
      .selectFrom('edition_proposals')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('status', '=', 'approved')
      .where('trouble', 'is', null)
      .where('in_force_from', '<=', today)
      .execute(),
  )
  for (const { id } of due)
    try {
      await performAction(services.gate, organizationId, program, beginEdition, { id })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const trouble = error.problem.detail
      await performAction(services.gate, organizationId, program, stopEdition, { id, trouble })
    }
}
