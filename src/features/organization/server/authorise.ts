import { claimsOfPerson } from '#kernel/organization/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import type { Seat, Who } from '#kernel/packs/who.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import { actorPerson, isAmong, partyNames } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * Whether the actor keeps persons, units and accounts: administrators of the program, and those
 * whom the pack's grants name.
 */
export function mayAdminister(tx: Transaction): boolean {
  if (tx.actor.kind === 'program' || tx.actor.administrator) return true
  return tx.organization.pack.grants.administer.some((who) => isAmong(tx, who))
}

/**
 * Refuses an actor who does not keep the organisation's data. `act` is part of the sentence:
 * 「所属の変更」.
 */
export function demandAdminister(tx: Transaction, act: Words): void {
  if (mayAdminister(tx)) return
  const { grants } = tx.organization.pack
  const who = listed([partyNames(tx, grants.administer), nouns.administrators])
  refuse(
    'not-allowed',
    { act, who },
    { grounds: grants.carries.map((provision) => ({ provision, rule: 'grants/administer' })) },
  )
}

/**
 * Whether the actor may appoint to a seat: those whom the pack names for the role at that place;
 * where it names nobody, administrators.
 */
export function mayAppoint(tx: Transaction, role: Role, seat: Seat): boolean {
  return role.appointedBy ? actsForAppointer(tx, role.appointedBy, seat) : mayAdminister(tx)
}

export function demandAppoint(tx: Transaction, role: Role, seat: Seat): void {
  if (mayAppoint(tx, role, seat)) return
  const who = role.appointedBy
    ? partyNames(tx, [role.appointedBy])
    : listed([partyNames(tx, tx.organization.pack.grants.administer), nouns.administrators])
  refuse(
    'not-appointer',
    { role: role.title, who },
    { grounds: role.carries.map((provision) => ({ provision, rule: `roles/${role.id}` })) },
  )
}

/**
 * Whether `who` means the actor; `of unit`, `of system` … in `appointedBy` refer to the place of
 * the appointment.
 */
function actsForAppointer(tx: Transaction, who: Who, seat: Seat): boolean {
  if (seat.scope === 'organization') return isAmong(tx, who)
  const unit = tx.organization.view.places.get(seat.id)?.unit
  return isAmong(tx, who, [{ [seat.scope]: seat.id, ...(unit ? { unit } : {}) }])
}

/**
 * Whether the actor leads the unit that a person works in: holds today, not only as a deputy, a
 * unit role there by heading it.
 */
export function leadsUnitOf(tx: Transaction, person: string): boolean {
  const { view, pack } = tx.organization
  const unit = view.persons.get(person)?.unit
  const actor = actorPerson(tx)
  if (unit === undefined || actor === undefined) return false
  return claimsOfPerson(view, pack.roles, actor, tx.today).some(
    ({ seat, requires }) =>
      requires.length === 0 &&
      seat.scope === 'unit' &&
      seat.id === unit &&
      pack.roles.get(seat.role)?.heldBy.some((way) => way.kind === 'head-of-unit'),
  )
}
