import { claimsOfPerson } from '#kernel/organization/claims.ts'
import { unitsUnder } from '#kernel/organization/units.ts'
import type { Transaction } from '../gate/transaction.ts'
import { actorPerson, isAmong, mayAdminister } from './party.ts'

/**
 * The units that the actor leads today, as holder or in their place, with all that stands below
 * them.
 */
export function unitsLed(tx: Transaction): string[] {
  const person = actorPerson(tx)
  if (person === undefined) return []
  const { view, pack } = tx.organization
  const led = claimsOfPerson(view, pack.roles, person, tx.today).flatMap(({ seat, requires }) =>
    requires.length === 0 &&
    seat.scope === 'unit' &&
    pack.roles.get(seat.role)?.heldBy.some((way) => way.kind === 'head-of-unit')
      ? [seat.id]
      : [],
  )
  return [...new Set(led.flatMap((unit) => unitsUnder(view, unit)))]
}

/**
 * Whether the actor may look at how a unit does: who leads it or a unit above, who administers the
 * policy, and who reads the journal.
 */
export function mayLookAt(tx: Transaction, unit: string): boolean {
  return (
    mayAdminister(tx) ||
    tx.organization.pack.grants.readJournal.some((who) => isAmong(tx, who)) ||
    unitsLed(tx).includes(unit)
  )
}
