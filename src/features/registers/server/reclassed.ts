import { compareClasses } from '#kernel/classes/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { PlannedChange } from './plannedChange.ts'
import { raisedReason, raiseCopies } from './copies.ts'
import { classChanged } from './ports.ts'

/**
 * Applies what follows from new classes: raises copies and mixtures, and announces all changes to
 * open cases. Returns the numbers of the raised entries, and of the cases that a change by hand
 * affected.
 */
export async function followClasses(
  tx: Transaction,
  register: Register,
  changes: readonly PlannedChange[],
  reason: string | undefined,
): Promise<{ readonly raised: readonly string[]; readonly cases: readonly string[] }> {
  const classed = changes.flatMap(({ row, prepared }) =>
    prepared.class && (!row.class || compareClasses(row.class, prepared.class) !== 'same')
      ? [{ row, class: prepared.class }]
      : [],
  )
  const raised = await raiseCopies(
    tx,
    register,
    new Map(classed.map((one) => [one.row.id, one.class])),
  )
  const byHand = new Set(classed.filter(({ row }) => row.class).map(({ row }) => row.id))
  const reasons = new Map<string, string | undefined>([
    ...raised.map(({ id }) => [id, raisedReason] as const),
    ...[...byHand].map((id) => [id, reason] as const),
  ])
  const touched = await tx.call(classChanged, reasons)
  return {
    raised: raised.map(({ number }) => number),
    cases: touched.filter(({ line }) => byHand.has(line)).map(({ number }) => number),
  }
}
