import type { Transaction } from '#platform/gate/transaction.ts'
import { applyAdHocTaskPlan, setAllAdHocTasks } from '#features/tasks/server/public.ts'
import { planRetentionTasks } from './retentionTasks.ts'
import { disposalOf } from '#kernel/packs/states.ts'

/**
 * The purpose of the ad hoc task about an entry that a stocktake did not find; identifies the task.
 */
export const missingEntryPurpose = (entry: string): string => `missing/${entry}`

/** Ends the tasks that asked for a case about entries, once such a case has begun. */
export async function endFollowUpTasks(
  tx: Transaction,
  registerId: string,
  procedure: string,
  entries: readonly string[],
): Promise<void> {
  const register = tx.organization.pack.registers.get(registerId)
  if (register === undefined) return
  if (register.stocktake?.missing === procedure)
    await setAllAdHocTasks(tx, new Map(entries.map((entry) => [missingEntryPurpose(entry), []])))
  if (disposalOf(register) === procedure)
    await applyAdHocTaskPlan(tx, await planRetentionTasks(tx, register))
}
