import { dayWords } from '#kernel/words/days.ts'
import type { FieldValues } from '#kernel/fields/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Refuses where an act names somebody to go on who has left. Who was named by an earlier act and left
 * since is handed over instead.
 */
export function demandStillHere(
  tx: Transaction,
  before: FieldValues,
  after: Pick<CaseState, 'fields' | 'waitingFor'>,
): void {
  const named = new Set(
    Object.entries(after.fields).flatMap(([field, value]) =>
      JSON.stringify(value) === JSON.stringify(before[field]) ? [] : [value].flat(),
    ),
  )
  for (const { party } of after.waitingFor) {
    if (party === 'anyone' || !('person' in party) || !named.has(party.person)) continue
    const person = tx.organization.view.persons.get(party.person)
    if (person?.to !== undefined && person.to < tx.today)
      refuse('person-left', { name: person.name, date: dayWords(tx.today) })
  }
}
