import { holdersOf, staffOn } from '#kernel/organization/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson, holdsSeat, isAmong } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Member } from '../contract.ts'

/** Committees and teams of the organisation: roles that several persons hold together. */
export function bodiesOf(tx: Transaction): readonly Role[] {
  return [...tx.organization.pack.roles.values()].filter(
    (role) => role.scope === 'organization' && role.heldBy.some((way) => way.kind === 'body'),
  )
}

export function bodyOf(tx: Transaction, id: string): Role {
  return bodiesOf(tx).find((role) => role.id === id) ?? refuse('not-found', { what: nouns.body })
}

/**
 * Members of a body today, officers first, each with the role of the membership, and whether they
 * are known to be away on a day.
 */
export function membersOf(tx: Transaction, body: Role, day: string = tx.today): Member[] {
  const { view, pack } = tx.organization
  const staff = staffOn(view, tx.today)
  const officers = [body.chair, body.secretary].flatMap((id) => pack.roles.get(id ?? '') ?? [])
  const memberships = [
    ...officers.flatMap((role) =>
      holdersOf(staff, pack.roles, { role: role.id, scope: role.scope, id: '' }).map(
        ({ person }) => ({ person, as: role.title }),
      ),
    ),
    ...holdersOf(staff, pack.roles, { role: body.id, scope: body.scope, id: '' }).map(
      ({ person, via }) => ({ person, as: via }),
    ),
  ]
  const firstTitle = new Map(
    memberships.toReversed().map((membership) => [membership.person, membership.as]),
  )
  return [...new Set(memberships.map(({ person }) => person))]
    .filter((person) => staff.isEmployed(person))
    .map((person) => {
      const details = view.persons.get(person)
      return {
        person,
        name: details?.name ?? '',
        as: firstTitle.get(person) ?? '',
        unitTitle: view.units.get(details?.unit ?? '')?.title ?? '',
        away: !staffOn(view, day).isPresent(person),
      }
    })
}

/**
 * Whether the actor records decisions of the body: as its secretary or chair, or, where the policy
 * names neither, every member does so.
 */
export function mayRecord(tx: Transaction, body: Role): boolean {
  const officers = [body.secretary, body.chair].flatMap((id) => (id === undefined ? [] : [id]))
  return officers.length > 0
    ? officers.some((role) => holdsSeat(tx, { role, scope: 'organization', id: '' }))
    : isMember(tx, body)
}

/** Whether the actor may see a body: members, officers, and those who may read the journal. */
export function maySee(tx: Transaction, body: Role): boolean {
  return (
    isMember(tx, body) ||
    mayRecord(tx, body) ||
    tx.organization.pack.grants.readJournal.some((who) => isAmong(tx, who))
  )
}

function isMember(tx: Transaction, body: Role): boolean {
  return membersOf(tx, body).some(({ person }) => person === actorPerson(tx))
}
