import { claims } from '#kernel/organization/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import type { Seat, Who } from '#kernel/packs/who.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import { actorPerson, isAmong, namesOf } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** Keeps people, units and accounts: administrators of the program, and those whom the pack's grants name. */
export function mayAdminister(handle: Handle): boolean {
  if (handle.actor.kind === 'program' || handle.actor.administrator) return true
  return handle.organization.pack.grants.administer.some((who) => isAmong(handle, who))
}

/** Refuses whoever does not keep the organisation's data. `act` is said in the sentence: 「所属の変更」. */
export function demandAdminister(handle: Handle, act: Words): void {
  if (mayAdminister(handle)) return
  const { grants } = handle.organization.pack
  const who = listed([namesOf(handle, grants.administer), nouns.administrators])
  refuse(
    'not-allowed',
    { act, who },
    { grounds: grants.carries.map((provision) => ({ provision, rule: 'grants/administer' })) },
  )
}

/** May appoint to a seat: whom the pack names for the role at that place; where it names nobody, those who administer. */
export function mayAppoint(handle: Handle, role: Role, seat: Seat): boolean {
  return role.appointedBy ? actsForAppointer(handle, role.appointedBy, seat) : mayAdminister(handle)
}

export function demandAppoint(handle: Handle, role: Role, seat: Seat): void {
  if (mayAppoint(handle, role, seat)) return
  const who = role.appointedBy
    ? namesOf(handle, [role.appointedBy])
    : listed([namesOf(handle, handle.organization.pack.grants.administer), nouns.administrators])
  refuse(
    'not-appointer',
    { role: role.title, who },
    { grounds: role.carries.map((provision) => ({ provision, rule: `roles/${role.id}` })) },
  )
}

/** In `appointedBy`, `of unit`, `of system` … are those of the appointment itself. */
function actsForAppointer(handle: Handle, who: Who, seat: Seat): boolean {
  if (seat.scope === 'organization') return isAmong(handle, who)
  const unit = handle.organization.view.places.get(seat.id)?.unit
  return isAmong(handle, who, [{ [seat.scope]: seat.id, ...(unit ? { unit } : {}) }])
}

/** Whether the actor leads the unit that a person works in: holds, today and without waiting for anybody, a unit role there by heading it. */
export function leadsUnitOf(handle: Handle, person: string): boolean {
  const { view, pack } = handle.organization
  const unit = view.persons.get(person)?.unit
  const actor = actorPerson(handle)
  if (unit === undefined || actor === undefined) return false
  return claims(view, pack.roles, actor, handle.today).some(
    ({ seat, requires }) =>
      requires.length === 0 &&
      seat.scope === 'unit' &&
      seat.id === unit &&
      pack.roles.get(seat.role)?.heldBy.some((way) => way.kind === 'head-of-unit'),
  )
}
