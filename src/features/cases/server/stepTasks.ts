import type { Transaction } from '#platform/gate/transaction.ts'

/** Kinds of tasks that belong to the present step of a case. */
export const stepKinds = ['step', 'meeting', 'paper'] as const

/** The open tasks of the present step of a case. */
export function openStepTasks(tx: Transaction, caseId: string) {
  return tx.db
    .selectFrom('tasks')
    .where('organization_id', '=', tx.organization.id)
    .where('case_id', '=', caseId)
    .where('kind', 'in', [...stepKinds])
    .where('done_at', 'is', null)
}
