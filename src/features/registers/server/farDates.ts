import { farDates } from '#kernel/fields/farDates.ts'
import { farDatesProblem } from '#kernel/fields/farDatesProblem.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register } from '#kernel/packs/types.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Refuses new dates that lie far from today, until the person says that they are meant so. */
export function demandDatesMeant(
  { today }: Pick<Transaction, 'today'>,
  register: Register,
  changes: readonly { readonly before?: FieldValues | undefined; readonly after: FieldValues }[],
  datesMeant: boolean | undefined,
): void {
  if (datesMeant) return
  const far = changes.flatMap(({ before, after }) =>
    farDates(register.fields, after, today, before),
  )
  const problem = farDatesProblem(far.map((each) => ({ ...each, at: `/fields${each.at}` })))
  if (problem !== null) throw new ProblemError(problem)
}
