import type { Transaction } from '#platform/gate/transaction.ts'
import { applyAdHocTaskPlan, setAllAdHocTasks } from '#features/tasks/server/public.ts'
import { planRetentionTasks } from './retentionTasks.ts'
import { disposalOf } from '#kernel/packs/states.ts'

/** By what the errand about a line that a stocktake did not find is found again. */
export const missingEntryPurpose = (entry: string): string => `missing/${entry}`

/** A case about lines has begun: what asked for it need no longer be asked for. */
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
