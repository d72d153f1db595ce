import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseState, CheckFact } from '#kernel/procedures/index.ts'
import { definePort } from '#platform/gate/port.ts'
import type { StepCheckView } from '../contract/checks.ts'

/** A case whose present step checks something. */
export interface CheckedCase {
  readonly id: string
  readonly number: string
  readonly procedure: Procedure
  readonly state: CaseState
}

/** How what the present step checks stands, by the records of now. */
export const factsOfChecks = definePort<CheckedCase, readonly CheckFact[]>('checks of a step')

/** The same as the page of the case shows it. */
export const viewOfChecks = definePort<CheckedCase, readonly StepCheckView[]>(
  'checks of a step, shown',
)

/**
 * A case was written: what its present step asks is opened, and what it left is over, in the same
 * transaction.
 */
export const checkedCaseWritten = definePort<CheckedCase & { readonly due: Date | null }, void>(
  'case with checks written',
)
