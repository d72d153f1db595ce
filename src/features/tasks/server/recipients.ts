import { findActor } from '#kernel/organization/index.ts'
import type { Party } from '#kernel/organization/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** The ids of the persons who act for the parties today; nobody for the party `anyone`. */
export function personsOf(tx: Transaction, parties: readonly Party[]): string[] {
  const { view, pack } = tx.organization
  return [
    ...new Set(
      parties.flatMap((party) => {
        if (party === 'anyone') return []
        if ('person' in party) return view.persons.has(party.person) ? [party.person] : []
        return findActor(view, pack.roles, party.seat, tx.today)?.anyOf ?? []
      }),
    ),
  ]
}
