import { mayAdminister } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { isApprover } from '../approvers.ts'

/** Who may read the report of a year: those who manage the policy and those who approve it. */
export function mayReport(tx: Transaction): boolean {
  return mayAdminister(tx) || isApprover(tx)
}
