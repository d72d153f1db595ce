import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { claims, within } from '#kernel/organization/index.ts'
import type { Claim } from '#kernel/organization/index.ts'
import type { Seat } from '#kernel/packs/who.ts'
import { hasPart, isReader, isRestricted, mayRecord } from '#kernel/procedures/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { lockedCase } from './locks.ts'
import { loadCase } from './store.ts'
import type { StoredCase } from './store.ts'

/** A case is open to its applicant, to everyone who acted or may come to act on it, to the applicant's unit and those above it,
 * and to whoever holds a role of their own for the whole organisation (sitting on a body of many opens nothing). Where the procedure names
 * its readers, only they, and those whose turn it is or was, see it. */
export function mayReadCase(handle: Handle, state: CaseState): boolean {
  if (handle.actor.kind === 'program') return true
  const person = actorPerson(handle)
  if (person === undefined) return false
  const { view, pack } = handle.organization
  const context = { org: view, roles: pack.roles, now: handle.now }
  if (hasPart(state, person, context)) return true
  const step = pack.procedures.get(state.procedure)?.steps.get(state.step ?? '')
  if (step && mayRecord(step, state, person, context)) return true
  if (handle.actor.limited) return false
  if (isRestricted(pack.procedures.get(state.procedure), state))
    return isReader(
      state.readers ?? [],
      person,
      (party) => 'seat' in party && reads(handle, person, party.seat),
    )
  const own = actorUnit(handle)
  if (own !== undefined && within(handle.organization.view, state.applicantUnit, own)) return true
  return seesAll(handle, person) || isCalledTo(handle, person, state)
}

/** Whether the person holds the seat, or acts for it today. */
function reads(handle: Handle, person: string, seat: Seat): boolean {
  return claimsOf(handle, person).some(
    (claim) =>
      isReading(claim) &&
      claim.seat.role === seat.role &&
      claim.seat.scope === seat.scope &&
      claim.seat.id === seat.id,
  )
}

const isReading = (claim: Claim): boolean => claim.as === 'holder' || claim.requires.length === 0

/** Whether what the case waits for now is the person's to do, as holder, deputy or next, if nothing bars them. */
export function isCalledTo(handle: Handle, person: string, state: CaseState): boolean {
  const mine = claimsOf(handle, person)
  return state.waitingFor.some(
    ({ party }) =>
      party === 'anyone' ||
      ('person' in party
        ? party.person === person
        : mine.some(
            ({ seat }) =>
              seat.role === party.seat.role &&
              seat.scope === party.seat.scope &&
              seat.id === party.seat.id,
          )),
  )
}

/** Reads a case that the actor may read; any other is not there. */
export async function readableCase(handle: Handle, id: string): Promise<StoredCase> {
  return demandReadable(handle, await loadCase(handle, id))
}

/** As `readableCase`, to be changed: the case and the lines it is about are locked until the transaction ends. */
export async function changeableCase(handle: Handle, id: string): Promise<StoredCase> {
  return demandReadable(handle, await lockedCase(handle, id))
}

function demandReadable(handle: Handle, stored: StoredCase): StoredCase {
  if (!mayReadCase(handle, stored.state)) refuse('not-found', { what: nouns.case })
  return stored
}

/** Units whose cases the actor may read for being of them or above; undefined where all are. */
export function readableUnits(handle: Handle): readonly string[] | undefined {
  const person = actorPerson(handle)
  const own = actorUnit(handle)
  if (person === undefined || seesAll(handle, person)) return undefined
  return own === undefined
    ? []
    : [...handle.organization.view.units.keys()].filter((unit) =>
        within(handle.organization.view, unit, own),
      )
}

function seesAll(handle: Handle, person: string): boolean {
  const { roles } = handle.organization.pack
  return claimsOf(handle, person).some(
    ({ seat, requires }) =>
      requires.length === 0 &&
      seat.scope === 'organization' &&
      !roles.get(seat.role)?.heldBy.some((way) => way.kind === 'body'),
  )
}

/** Everything the person may come to act for today. */
export function claimsOf(handle: Handle, person: string) {
  const { view, pack } = handle.organization
  return claims(view, pack.roles, person, handle.today)
}

/** The seats for whose tasks the person may come to act, as a list that SQL can join with tasks. */
export function seatsOf(handle: Handle, person: string): string {
  return JSON.stringify(
    claimsOf(handle, person).map(({ seat }) => ({
      role: seat.role,
      scope: seat.scope,
      scope_id: seat.id,
    })),
  )
}

/** As SQL: whether a person may see the case `c` whose procedure names its readers, by having a part in it or by being one of them. */
export function seesRestricted(handle: Handle, person: string): RawBuilder<SqlBool> {
  const org = handle.organization.id
  const mine = claimsOf(handle, person)
  const turns = JSON.stringify(
    mine.map(({ seat, requires }) => ({
      role: seat.role,
      scope: seat.scope,
      scope_id: seat.id,
      requires,
    })),
  )
  const seats = JSON.stringify(mine.filter(isReading).map(({ seat }) => seat))
  return sql<SqlBool>`(c.applicant_id = ${person}
    or exists (select from case_steps s where s.organization_id = ${org} and s.case_id = c.id and (s.actor_id = ${person} or s.instead_of = ${person}))
    or exists (select from jsonb_path_query(c.state::jsonb, '$.readers[*]') r where r->>'person' = ${person} or r->'seat' in (select value from jsonb_array_elements(${seats}::jsonb)))
    or exists (select from tasks t left join json_to_recordset(${turns}) as m(role text, scope text, scope_id text, requires uuid[])
      on m.role = t.role and m.scope = t.scope and m.scope_id = t.scope_id and t.excluded @> m.requires and not (${person}::uuid = any(t.excluded))
      where t.organization_id = ${org} and t.case_id = c.id and t.kind in ('step', 'paper') and t.done_at is null and (t.person_id = ${person} or m.role is not null)))`
}

/** Procedures of the pack in force that name the readers of their cases. */
export function restrictedProcedures(handle: Handle): string[] {
  return [...handle.organization.pack.procedures.values()]
    .filter((procedure) => procedure.readBy !== undefined)
    .map((procedure) => procedure.id)
}
