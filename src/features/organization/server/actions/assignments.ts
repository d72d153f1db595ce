import { Type } from 'typebox'
import { dayWords } from '#kernel/words/days.ts'
import { covers, seatTitle, staffOn } from '#kernel/organization/index.ts'
import type { AssignmentView } from '#kernel/organization/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { placeKinds, scopeWords } from '#kernel/packs/who.ts'
import type { ScopeKind, Seat } from '#kernel/packs/who.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { IdPath, LastDay, Version } from '../../contract/common.ts'
import { Appointment } from '../../contract/assignments.ts'
import { demandAtMost } from '../atMost.ts'
import { demandSeparationOfDuties, withAssignment } from '../separationOfDuties.ts'
import { demandAppoint } from '../authorise.ts'
import { assignmentRow, nextVersion } from '../rows.ts'
import { demandDates, demandVersion } from '../version.ts'

/** Appoints a person, or whoever is in a post, to a role at a place from a day on. */
export const appoint = defineAction({
  name: 'assignment.appoint',
  title: { ja: '役割に任命した', en: 'Appointed to a role' },
  input: Appointment,
  authorise(tx, input) {
    const role =
      tx.organization.pack.roles.get(input.role) ?? refuse('not-found', { what: nouns.role })
    const seat = seatOf(tx, role, input.scope, input.scopeId ?? '')
    demandAppoint(tx, role, seat)
    return { seat }
  },
  async run(tx, input, { seat }) {
    const { view, pack } = tx.organization
    demandDates(input.from, input.to)
    const persons = appointees(tx, input)
    const appointment: AssignmentView = {
      role: seat.role,
      scope: seat.scope,
      scopeId: seat.id,
      from: input.from,
      ...(input.to ? { to: input.to } : {}),
      ...(input.person ? { person: input.person } : { post: input.post! }),
    }
    const overlapping = view.assignments.find(
      (assignment) =>
        assignment.role === appointment.role &&
        assignment.scope === appointment.scope &&
        assignment.scopeId === appointment.scopeId &&
        assignment.person === appointment.person &&
        assignment.post === appointment.post &&
        (assignment.to === undefined || assignment.to >= appointment.from) &&
        (appointment.to === undefined || assignment.from <= appointment.to),
    )
    if (overlapping)
      refuse('assignment-twice', {
        name:
          view.persons.get(input.person ?? '')?.name ??
          view.posts.get(input.post ?? '')?.title ??
          '',
        seat: seatTitle(view, pack.roles, seat),
        from: dayWords(overlapping.from),
      })
    const projected = withAssignment(view, appointment)
    demandAtMost(tx, projected, appointment)
    demandSeparationOfDuties(tx, projected, persons, input.from)
    const id = tx.newId()
    await tx.db
      .insertInto('assignments')
      .values({
        organization_id: tx.organization.id,
        id,
        role: seat.role,
        scope: seat.scope,
        scope_id: seat.id,
        person_id: input.person ?? null,
        post_id: input.post ?? null,
        from_on: input.from,
        to_on: input.to ?? null,
        note: input.note ?? null,
      })
      .execute()
    return {
      result: { id, version: 1 },
      event: {
        subject: { kind: 'assignment', id },
        detail: { ...appointment, note: input.note ?? null },
      },
      organizationChanged: true,
    }
  },
})

/** Sets the last day of an appointment. The appointment remains in the history. */
export const dismiss = defineAction({
  name: 'assignment.end',
  title: { ja: '任命を終わらせた', en: 'Ended an appointment' },
  input: Type.Object({ ...IdPath.properties, ...LastDay.properties, version: Version }),
  async authorise(tx, input) {
    const row = await assignmentRow(tx, input.id)
    const role = tx.organization.pack.roles.get(row.role)
    if (role) demandAppoint(tx, role, { role: row.role, scope: row.scope, id: row.scope_id })
    return row
  },
  async run(tx, input, row) {
    await demandVersion(tx, { kind: 'assignment', id: row.id }, row.version, input.version)
    demandDates(row.from_on, input.on)
    await tx.db
      .updateTable('assignments')
      .set({ to_on: input.on, version: nextVersion })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    return {
      result: { id: row.id, version: row.version + 1 },
      event: {
        subject: { kind: 'assignment', id: row.id },
        detail: {
          role: row.role,
          scope: row.scope,
          scopeId: row.scope_id,
          person: row.person_id,
          post: row.post_id,
          from: row.to_on,
          to: input.on,
        },
      },
      organizationChanged: true,
    }
  },
})

/** The seat of the input; its place must exist and be of the role's kind. */
function seatOf(tx: Transaction, role: Role, scope: ScopeKind, id: string): Seat {
  const { view, pack } = tx.organization
  const refusePlace = (): never =>
    refuse(
      'role-place-wrong',
      { role: role.title, scope: scopeWords[role.scope] },
      {
        faults: [
          {
            at: '/scopeId',
            detail: {
              ja: `${scopeWords[role.scope].ja}を選んでください。`,
              en: `Choose one of this kind: ${scopeWords[role.scope].en}.`,
            },
          },
        ],
      },
    )
  if (role.scope !== scope || (scope === 'organization') !== (id === '')) return refusePlace()
  if (scope === 'unit' && !view.units.has(id)) refuse('not-found', { what: nouns.unit })
  // Where no register holds the places of this kind, the name of a place is entered as text.
  const hasListedPlaces =
    placeKinds.some((kind) => kind === scope) &&
    [...pack.registers.values()].some((register) => register.scope === scope)
  if (hasListedPlaces && view.places.get(id)?.scope !== scope)
    refuse('not-found', { what: scopeWords[scope] })
  return { role: role.id, scope, id }
}

/** The persons who would act through the appointment; they must be employed on the first day. */
function appointees(
  tx: Transaction,
  input: {
    readonly person?: string | undefined
    readonly post?: string | undefined
    readonly from: string
  },
): readonly string[] {
  const { view } = tx.organization
  if ((input.person === undefined) === (input.post === undefined)) {
    throw new ProblemError(
      problem(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/person',
              detail: {
                ja: '人か職のどちらか一つを選んでください。',
                en: 'Choose either a person or a post.',
              },
            },
          ],
        },
      ),
    )
  }
  if (input.post !== undefined) {
    const post = view.posts.get(input.post)
    if (!post || !covers(post, input.from)) refuse('not-found', { what: nouns.post })
    return staffOn(view, input.from).holdersOf(input.post)
  }
  const person = view.persons.get(input.person!) ?? refuse('not-found', { what: nouns.staff })
  if (!covers(person, input.from))
    refuse(
      'person-left',
      { name: person.name, date: dayWords(input.from) },
      {
        faults: [
          {
            at: '/person',
            detail: { ja: '別の人を選んでください。', en: 'Choose somebody else.' },
          },
        ],
      },
    )
  return [person.id]
}
