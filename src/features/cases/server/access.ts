import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { claimsOfPerson, isWithin } from '#kernel/organization/index.ts'
import type { Claim } from '#kernel/organization/index.ts'
import type { Seat } from '#kernel/packs/who.ts'
import { isParticipant, isReader, isRestricted, mayRecord } from '#kernel/procedures/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { lockedCase } from './locks.ts'
import { loadCase } from './store.ts'
import type { StoredCase } from './store.ts'

/**
 * Whether the actor may read a case. The applicant may, everyone who acted or may come to act, the
 * applicant's unit and those above it, and whoever personally holds a role for the whole
 * organisation (membership of a body does not count). Where the procedure names its readers, only
 * these and the persons whose turn it is or was may.
 */
export function mayReadCase(tx: Transaction, state: CaseState): boolean {
  if (tx.actor.kind === 'program') return true
  const person = actorPerson(tx)
  if (person === undefined) return false
  const { view, pack } = tx.organization
  const context = { org: view, roles: pack.roles, now: tx.now, policy: pack }
  if (isParticipant(state, person, context)) return true
  const step = pack.procedures.get(state.procedure)?.steps.get(state.step ?? '')
  if (step && mayRecord(step, state, person, context)) return true
  if (tx.actor.limited) return false
  if (isRestricted(pack.procedures.get(state.procedure), state))
    return isReader(
      state.readers ?? [],
      person,
      (party) => 'seat' in party && actsForSeat(tx, person, party.seat),
    )
  const own = actorUnit(tx)
  if (own !== undefined && isWithin(tx.organization.view, state.applicantUnit, own)) return true
  return seesAll(tx, person) || isAwaitedFrom(tx, person, state)
}

/** Whether the person holds the seat, or acts for it today. */
function actsForSeat(tx: Transaction, person: string, seat: Seat): boolean {
  return claimsOf(tx, person).some(
    (claim) =>
      grantsReading(claim) &&
      claim.seat.role === seat.role &&
      claim.seat.scope === seat.scope &&
      claim.seat.id === seat.id,
  )
}

const grantsReading = (claim: Claim): boolean =>
  claim.as === 'holder' || claim.requires.length === 0

/** Whether the case waits for the person, as holder, deputy or next, if nothing bars them. */
export function isAwaitedFrom(tx: Transaction, person: string, state: CaseState): boolean {
  const mine = claimsOf(tx, person)
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

/** Reads a case that the actor may read. Refuses any other with `not-found`. */
export async function readableCase(tx: Transaction, id: string): Promise<StoredCase> {
  return demandReadable(tx, await loadCase(tx, id))
}

/**
 * Reads a case that the actor may read, to change it: locks the case and its entries until the
 * transaction ends. Refuses any other with `not-found`.
 */
export async function changeableCase(tx: Transaction, id: string): Promise<StoredCase> {
  return demandReadable(tx, await lockedCase(tx, id))
}

function demandReadable(tx: Transaction, stored: StoredCase): StoredCase {
  if (!mayReadCase(tx, stored.state)) refuse('not-found', { what: nouns.case })
  return stored
}

/**
 * Units whose cases the actor may read as a member of the unit or of one above; undefined where the
 * actor may read those of all units.
 */
export function readableUnits(tx: Transaction): readonly string[] | undefined {
  const person = actorPerson(tx)
  const own = actorUnit(tx)
  if (person === undefined || seesAll(tx, person)) return undefined
  return own === undefined
    ? []
    : [...tx.organization.view.units.keys()].filter((unit) =>
        isWithin(tx.organization.view, unit, own),
      )
}

function seesAll(tx: Transaction, person: string): boolean {
  const { roles } = tx.organization.pack
  return claimsOf(tx, person).some(
    ({ seat, requires }) =>
      requires.length === 0 &&
      seat.scope === 'organization' &&
      !roles.get(seat.role)?.heldBy.some((way) => way.kind === 'body'),
  )
}

/** All claims of the person today, as holder, deputy or next. */
export function claimsOf(tx: Transaction, person: string) {
  const { view, pack } = tx.organization
  return claimsOfPerson(view, pack.roles, person, tx.today)
}

/** Seats for whose tasks the person may come to act, as JSON that SQL joins with tasks. */
export function seatsOf(tx: Transaction, person: string): string {
  return JSON.stringify(
    claimsOf(tx, person).map(({ seat }) => ({
      role: seat.role,
      scope: seat.scope,
      scope_id: seat.id,
    })),
  )
}

/**
 * SQL condition: the person may see the case `c`, whose procedure names its readers, as a
 * participant or as one of the readers.
 */
export function seesRestricted(tx: Transaction, person: string): RawBuilder<SqlBool> {
  const org = tx.organization.id
  const mine = claimsOf(tx, person)
  const turns = JSON.stringify(
    mine.map(({ seat, requires }) => ({
      role: seat.role,
      scope: seat.scope,
      scope_id: seat.id,
      requires,
    })),
  )
  const seats = JSON.stringify(mine.filter(grantsReading).map(({ seat }) => seat))
  return sql<SqlBool>`(c.applicant_id = ${person}
    or exists (select from case_steps s where s.organization_id = ${org} and s.case_id = c.id and (s.actor_id = ${person} or s.instead_of = ${person}))
    or exists (select from jsonb_path_query(c.state::jsonb, '$.readers[*]') r where r->>'person' = ${person} or r->'seat' in (select value from jsonb_array_elements(${seats}::jsonb)))
    or exists (select from tasks t left join json_to_recordset(${turns}) as m(role text, scope text, scope_id text, requires uuid[])
      on m.role = t.role and m.scope = t.scope and m.scope_id = t.scope_id and t.excluded @> m.requires and not (${person}::uuid = any(t.excluded))
      where t.organization_id = ${org} and t.case_id = c.id and t.kind in ('step', 'paper') and t.done_at is null and (t.person_id = ${person} or m.role is not null)))`
}

/** Ids of the procedures in force that name the readers of their cases. */
export function restrictedProcedures(tx: Transaction): string[] {
  return [...tx.organization.pack.procedures.values()]
    .filter((procedure) => procedure.readBy !== undefined)
    .map((procedure) => procedure.id)
}
