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
 * At which units the actor may look, how they do: those that they lead, with all below them; all
 * where they administer the policy or read the journal.
 */
export function looksAt(tx: Transaction): (unit: string) => boolean {
  if (mayAdminister(tx) || tx.organization.pack.grants.readJournal.some((who) => isAmong(tx, who)))
    return () => true
  const led = new Set(unitsLed(tx))
  return (unit) => led.has(unit)
}
