import { claimsOfPerson } from '#kernel/organization/claims.ts'
import { resolveWho } from '#kernel/organization/who.ts'
import type { Party, EntryLocation, WhoContext } from '#kernel/organization/who.ts'
import type { Seat, Who } from '#kernel/packs/who.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Said, Words } from '#kernel/words/words.ts'
import type { Transaction } from '../gate/transaction.ts'

/** The person behind the request; jobs of the program have none. */
export function actorPerson(tx: Transaction): string | undefined {
  return tx.actor.kind === 'person' ? tx.actor.personId : undefined
}

/** The acting person's own unit. */
export function actorUnit(tx: Transaction): string | undefined {
  const person = actorPerson(tx)
  return person === undefined ? undefined : tx.organization.view.persons.get(person)?.unit
}

/** The parties that a pack's `who` stands for at a place. */
export function partiesForTransaction(
  tx: Transaction,
  who: Who,
  about: readonly EntryLocation[] = [],
  fields: WhoContext['fields'] = {},
): readonly Party[] {
  const { view, pack } = tx.organization
  return resolveWho(who, {
    org: view,
    roles: pack.roles,
    applicant: actorPerson(tx) ?? '',
    about,
    fields,
  })
}

/**
 * Whether the actor may act today for the seat, as its holder or because everybody before them is
 * away.
 */
export function holdsSeat(tx: Transaction, seat: Seat): boolean {
  const person = actorPerson(tx)
  if (person === undefined) return false
  const { view, pack } = tx.organization
  return claimsOfPerson(view, pack.roles, person, tx.today).some(
    (claim) =>
      claim.requires.length === 0 &&
      claim.seat.role === seat.role &&
      claim.seat.scope === seat.scope &&
      claim.seat.id === seat.id,
  )
}

/**
 * Whether the actor is among those that a pack's `who` stands for. Jobs of the program always are.
 */
export function isAmong(
  tx: Transaction,
  who: Who,
  about: readonly EntryLocation[] = [],
  fields: WhoContext['fields'] = {},
): boolean {
  if (tx.actor.kind === 'program') return true
  return partiesForTransaction(tx, who, about, fields).some(
    (party) =>
      party === 'anyone' ||
      ('person' in party ? party.person === actorPerson(tx) : holdsSeat(tx, party.seat)),
  )
}

/** How a refusal names those who may act: 「情報セキュリティ責任者」. */
export function partyNames(tx: Transaction, whos: readonly Who[]): Words {
  const names = whos.map((who): Said => {
    if (who.kind === 'role') return tx.organization.pack.roles.get(who.role)?.title ?? who.role
    return who.kind === 'applicant'
      ? nouns.applicant
      : who.kind === 'person'
        ? nouns.namedPerson
        : nouns.staff
  })
  return listed(names)
}

/**
 * Whether the actor manages people, units, accounts and documents: those that the pack names, and
 * the administrators of the program.
 */
export function mayAdminister(tx: Transaction): boolean {
  if (tx.actor.kind === 'program' || tx.actor.administrator) return true
  return tx.organization.pack.grants.administer.some((who) => isAmong(tx, who))
}
