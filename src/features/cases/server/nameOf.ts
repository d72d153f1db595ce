import type { Transaction } from '#platform/gate/transaction.ts'

/** Name of a person; the id where the organisation does not have the person. */
export function nameOf(tx: Transaction, person: string): string {
  return tx.organization.view.persons.get(person)?.name ?? person
}
