import { holdersOf, staffOn } from '#kernel/organization/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson, holdsSeat, isAmong } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'
import type { Member } from '../contract.ts'

/** Committees and teams of the organisation: roles that several hold together. */
export function bodiesOf(handle: Handle): readonly Role[] {
  return [...handle.organization.pack.roles.values()].filter(
    (role) => role.scope === 'organization' && role.heldBy.some((way) => way.kind === 'body'),
  )
}

export function bodyOf(handle: Handle, id: string): Role {
  return (
    bodiesOf(handle).find((role) => role.id === id) ?? refuse('not-found', { what: nouns.body })
  )
}

/** Its members today, its officers first, each with the role that makes them one. */
export function membersOf(handle: Handle, body: Role): Member[] {
  const { view, pack } = handle.organization
  const staff = staffOn(view, handle.today)
  const officers = [body.chair, body.secretary].flatMap((id) => pack.roles.get(id ?? '') ?? [])
  const found = [
    ...officers.flatMap((role) =>
      holdersOf(staff, pack.roles, { role: role.id, scope: role.scope, id: '' }).map(
        ({ person }) => ({ person, as: role.title }),
      ),
    ),
    ...holdersOf(staff, pack.roles, { role: body.id, scope: body.scope, id: '' }).map(
      ({ person, via }) => ({ person, as: via }),
    ),
  ]
  const first = new Map(found.toReversed().map((one) => [one.person, one.as]))
  return [...new Set(found.map(({ person }) => person))]
    .filter((person) => staff.belongs(person))
    .map((person) => {
      const known = view.persons.get(person)
      return {
        person,
        name: known?.name ?? '',
        as: first.get(person) ?? '',
        unitTitle: view.units.get(known?.unit ?? '')?.title ?? '',
      }
    })
}

/** Whether the actor writes down what the body decides: its secretary or chair, or, where the policy names neither, any member. */
export function mayRecord(handle: Handle, body: Role): boolean {
  const officers = [body.secretary, body.chair].flatMap((id) => (id === undefined ? [] : [id]))
  return officers.length > 0
    ? officers.some((role) => holdsSeat(handle, { role, scope: 'organization', id: '' }))
    : isMember(handle, body)
}

/** Members, officers, and those who may read the journal see what a body does. */
export function maySee(handle: Handle, body: Role): boolean {
  return (
    isMember(handle, body) ||
    mayRecord(handle, body) ||
    handle.organization.pack.grants.readJournal.some((who) => isAmong(handle, who))
  )
}

function isMember(handle: Handle, body: Role): boolean {
  return membersOf(handle, body).some(({ person }) => person === actorPerson(handle))
}
