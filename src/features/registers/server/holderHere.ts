import type { FieldValues } from '#kernel/fields/types.ts'
import { endedStates } from '#kernel/packs/states.ts'
import type { Register } from '#kernel/packs/types.ts'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { Problem } from '#kernel/problems/index.ts'
import { dayWords } from '#kernel/words/days.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Why an entry is not put into the hands of whom it names: they have left. Whoever has it already,
 * and whoever had what has come to its end, may have left since.
 */
export function holderGone(
  { organization: { view, pack }, today }: Pick<Transaction, 'organization' | 'today'>,
  register: Register,
  { fields, state }: { readonly fields: FieldValues; readonly state?: string | undefined },
  before: FieldValues = {},
): Problem | undefined {
  const { heldBy } = register
  const holder = heldBy === undefined ? undefined : fields[heldBy]
  if (heldBy === undefined || typeof holder !== 'string' || holder === before[heldBy])
    return undefined
  if (state !== undefined && endedStates(pack, register).includes(state)) return undefined
  const person = view.persons.get(holder)
  return person?.to !== undefined && person.to < today
    ? problem('person-left', { name: person.name, date: dayWords(today) })
    : undefined
}

/** Refuses to put an entry into the hands of somebody who has left. */
export function demandHolderHere(
  tx: Transaction,
  register: Register,
  entry: Parameters<typeof holderGone>[2],
  before?: FieldValues,
): void {
  const gone = holderGone(tx, register, entry, before)
  if (gone !== undefined) throw new ProblemError(gone)
}
