import { claims } from '#kernel/organization/claims.ts'
import { resolveWho } from '#kernel/organization/who.ts'
import type { Party, Placed, WhoContext } from '#kernel/organization/who.ts'
import type { Seat, Who } from '#kernel/packs/who.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Said, Words } from '#kernel/words/words.ts'
import type { Handle } from '../gate/handle.ts'

/** The person behind the request; jobs of the program have none. */
export function actorPerson(handle: Handle): string | undefined {
  return handle.actor.kind === 'person' ? handle.actor.personId : undefined
}

/** The acting person's own unit. */
export function actorUnit(handle: Handle): string | undefined {
  const person = actorPerson(handle)
  return person === undefined ? undefined : handle.organization.view.persons.get(person)?.unit
}

/** The parties that a pack's `who` means for something at a place. */
export function partiesOf(
  handle: Handle,
  who: Who,
  about: readonly Placed[] = [],
  fields: WhoContext['fields'] = {},
): readonly Party[] {
  const { view, pack } = handle.organization
  return resolveWho(who, {
    org: view,
    roles: pack.roles,
    applicant: actorPerson(handle) ?? '',
    about,
    fields,
  })
}

/** Whether the actor acts today for the seat, as its holder or because everybody before is away. */
export function holdsSeat(handle: Handle, seat: Seat): boolean {
  const person = actorPerson(handle)
  if (person === undefined) return false
  const { view, pack } = handle.organization
  return claims(view, pack.roles, person, handle.today).some(
    (claim) =>
      claim.requires.length === 0 &&
      claim.seat.role === seat.role &&
      claim.seat.scope === seat.scope &&
      claim.seat.id === seat.id,
  )
}

/** Whether the actor is one of those that a pack's `who` means. Jobs of the program always are. */
export function isAmong(
  handle: Handle,
  who: Who,
  about: readonly Placed[] = [],
  fields: WhoContext['fields'] = {},
): boolean {
  if (handle.actor.kind === 'program') return true
  return partiesOf(handle, who, about, fields).some(
    (party) =>
      party === 'anyone' ||
      ('person' in party ? party.person === actorPerson(handle) : holdsSeat(handle, party.seat)),
  )
}

/** How a refusal names those who may: 「情報セキュリティ責任者」. */
export function namesOf(handle: Handle, whos: readonly Who[]): Words {
  const names = whos.map((who): Said => {
    if (who.kind === 'role') return handle.organization.pack.roles.get(who.role)?.title ?? who.role
    return who.kind === 'applicant'
      ? nouns.applicant
      : who.kind === 'person'
        ? nouns.namedPerson
        : nouns.staff
  })
  return listed(names)
}

/** Keeps people, units, accounts and documents: those whom the pack names, and the administrators of the program. */
export function mayAdminister(handle: Handle): boolean {
  if (handle.actor.kind === 'program' || handle.actor.administrator) return true
  return handle.organization.pack.grants.administer.some((who) => isAmong(handle, who))
}
