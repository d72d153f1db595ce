import { dayWords } from '#kernel/words/days.ts'
import { covers, seatTitle } from '#kernel/organization/index.ts'
import type { AssignmentView } from '#kernel/organization/index.ts'
import type { Seat } from '#kernel/packs/who.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { demandAtMost } from './atMost.ts'
import { demandSeparationOfDuties, withAssignment } from './separationOfDuties.ts'
import { nextVersion } from './rows.ts'

/** One appointment that a case made or ended, for the journal. */
export interface AppointmentOutcome {
  readonly person: string
  readonly seat: string
  readonly from?: string
  readonly until?: string
  /** Nothing changed: the person was already appointed, or was not appointed. */
  readonly unchanged?: boolean
}

/**
 * Appoints persons to seats as the outcome of a case. The case allows it, not the actor's right to
 * appoint.
 */
export async function appointByCase(
  tx: Transaction,
  seats: readonly Seat[],
  persons: readonly string[],
  { from, until }: { readonly from: string; readonly until?: string },
  note: string,
): Promise<AppointmentOutcome[]> {
  const { view, pack, id: organization_id } = tx.organization
  const outcomes: AppointmentOutcome[] = []
  let projected = view
  for (const seat of seats) {
    demandSeatPlace(tx, seat)
    for (const id of persons) {
      const person = view.persons.get(id) ?? refuse('not-found', { what: nouns.staff })
      if (!covers(person, from)) refuse('person-left', { name: person.name, date: dayWords(from) })
      const appointment: AssignmentView = {
        role: seat.role,
        scope: seat.scope,
        scopeId: seat.id,
        person: id,
        from,
        ...(until === undefined ? {} : { to: until }),
      }
      const outcome = { person: id, seat: seatTitle(view, pack.roles, seat) }
      if (
        projected.assignments.some(
          (assignment) => isAppointed(assignment, seat, id) && covers(assignment, from),
        )
      ) {
        outcomes.push({ ...outcome, unchanged: true })
        continue
      }
      projected = withAssignment(projected, appointment)
      demandAtMost(tx, projected, appointment)
      demandSeparationOfDuties(tx, projected, [id], from)
      await tx.db
        .insertInto('assignments')
        .values({
          organization_id,
          id: tx.newId(),
          role: seat.role,
          scope: seat.scope,
          scope_id: seat.id,
          person_id: id,
          from_on: from,
          to_on: until ?? null,
          note,
        })
        .execute()
      outcomes.push({ ...outcome, from, ...(until === undefined ? {} : { until }) })
    }
  }
  return outcomes
}

/** Ends appointments of persons to seats on a day, as the outcome of a case. */
export async function dismissByCase(
  tx: Transaction,
  seats: readonly Seat[],
  persons: readonly string[],
  until: string,
): Promise<AppointmentOutcome[]> {
  const { view, pack, id } = tx.organization
  const outcomes: AppointmentOutcome[] = []
  for (const seat of seats) {
    for (const person of persons) {
      const ended = await tx.db
        .updateTable('assignments')
        .set((eb) => ({
          to_on: eb.fn<string>('greatest', ['from_on', eb.val(until)]),
          version: nextVersion,
        }))
        .where('organization_id', '=', id)
        .where('person_id', '=', person)
        .where('role', '=', seat.role)
        .where('scope', '=', seat.scope)
        .where('scope_id', '=', seat.id)
        .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', until)]))
        .returning('id')
        .execute()
      outcomes.push({
        person,
        seat: seatTitle(view, pack.roles, seat),
        ...(ended.length > 0 ? { until } : { unchanged: true }),
      })
    }
  }
  return outcomes
}

function isAppointed(assignment: AssignmentView, seat: Seat, person: string): boolean {
  return (
    assignment.role === seat.role &&
    assignment.scope === seat.scope &&
    assignment.scopeId === seat.id &&
    assignment.person === person
  )
}

/** Refuses a seat whose place is not of the role's kind. */
function demandSeatPlace(tx: Transaction, seat: Seat): void {
  const { view, pack } = tx.organization
  const fits =
    seat.scope === 'organization' ||
    (seat.scope === 'unit'
      ? view.units.has(seat.id)
      : view.places.get(seat.id)?.scope === seat.scope)
  if (!fits)
    refuse('not-found', {
      what: {
        ja: `「${pack.roles.get(seat.role)?.title ?? seat.role}」を置く場所`,
        en: `the place of “${pack.roles.get(seat.role)?.title ?? seat.role}”`,
      },
    })
}
