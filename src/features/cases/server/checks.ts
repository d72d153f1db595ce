import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { StepCheckView } from '../contract/checks.ts'
import { checkedCaseWritten, factsOfChecks, viewOfChecks } from './ports.ts'

type Stored = { readonly id: string; readonly number: string }

/** Whether any step of a procedure checks something. */
const checksAnything = ({ steps }: Procedure): boolean =>
  [...steps.values()].some(({ checks = [] }) => checks.length > 0)

const checksNow = ({ steps }: Procedure, { status, step }: CaseState): boolean =>
  status === 'open' && (steps.get(step ?? '')?.checks ?? []).length > 0

/** The context of an act with how what the present step checks stands, once the act has written. */
export async function withChecks(
  tx: Transaction,
  procedure: Procedure,
  { id, number }: Stored,
  state: CaseState,
  context: CaseContext,
): Promise<CaseContext> {
  if (!checksNow(procedure, state)) return context
  return { ...context, checks: await tx.call(factsOfChecks, { id, number, procedure, state }) }
}

/** What the present step checks, as the page shows it. */
export async function checksView(
  tx: Transaction,
  procedure: Procedure,
  { id, number, state }: Stored & { readonly state: CaseState },
): Promise<StepCheckView[]> {
  if (!checksNow(procedure, state)) return []
  return [...(await tx.call(viewOfChecks, { id, number, procedure, state }))]
}

/** Opens what the present step asks, and ends what the case has left. */
export async function followChecks(
  tx: Transaction,
  procedure: Procedure,
  { id, number, state }: Stored & { readonly state: CaseState },
  due: Date | null,
): Promise<void> {
  if (checksAnything(procedure))
    await tx.call(checkedCaseWritten, { id, number, procedure, state, due })
}
