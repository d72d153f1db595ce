import { claims, within } from '#kernel/organization/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { loadCase } from './store.ts'
import type { StoredCase } from './store.ts'

/** A case is open to its applicant, to everyone who acted or may come to act on it, to the applicant's unit and those above it,
 * and to whoever holds a role of their own for the whole organisation (sitting on a body of many opens nothing). */
export function mayReadCase(handle: Handle, state: CaseState): boolean {
  if (handle.actor.kind === 'program') return true
  const person = actorPerson(handle)
  if (person === undefined) return false
  if (state.applicant === person || state.history.some((line) => line.person === person)) return true
  const own = actorUnit(handle)
  if (own !== undefined && within(handle.organization.view, state.applicantUnit, own)) return true
  return seesAll(handle, person) || isCalledTo(handle, person, state)
}

/** Whether what the case waits for now is the person's to do, as holder, deputy or next, if nothing bars them. */
export function isCalledTo(handle: Handle, person: string, state: CaseState): boolean {
  const mine = claimsOf(handle, person)
  return state.waitingFor.some(({ party }) => party === 'anyone' || ('person' in party ? party.person === person
    : mine.some(({ seat }) => seat.role === party.seat.role && seat.scope === party.seat.scope && seat.id === party.seat.id)))
}

/** Reads a case that the actor may read; any other is not there. Locked until the transaction ends where it is to be changed. */
export async function readableCase(handle: Handle, id: string, lock = false): Promise<StoredCase> {
  const stored = await loadCase(handle, id, lock)
  if (!mayReadCase(handle, stored.state)) refuse('not-found', { what: '案件' })
  return stored
}

/** Units whose cases the actor may read for being of them or above; undefined where all are. */
export function readableUnits(handle: Handle): readonly string[] | undefined {
  const person = actorPerson(handle)
  const own = actorUnit(handle)
  if (person === undefined || seesAll(handle, person)) return undefined
  return own === undefined ? [] : [...handle.organization.view.units.keys()].filter((unit) => within(handle.organization.view, unit, own))
}

function seesAll(handle: Handle, person: string): boolean {
  const { roles } = handle.organization.pack
  return claimsOf(handle, person).some(({ seat, requires }) => requires.length === 0 && seat.scope === 'organization' && !roles.get(seat.role)?.heldBy.some((way) => way.kind === 'body'))
}

/** Everything the person may come to act for today. */
export function claimsOf(handle: Handle, person: string) {
  const { view, pack } = handle.organization
  return claims(view, pack.roles, person, handle.today)
}

/** The seats for whose tasks the person may come to act, as a list that SQL can join with tasks. */
export function seatsOf(handle: Handle, person: string): string {
  return JSON.stringify(claimsOf(handle, person).map(({ seat }) => ({ role: seat.role, scope: seat.scope, scope_id: seat.id })))
}
