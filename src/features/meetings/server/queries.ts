import { Type } from 'typebox'
import { dayOf, nextDueAfter } from '#kernel/calendar/index.ts'
import { fieldToJson } from '#kernel/fields/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { fieldsOf, isOnward } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { waitingForBody } from '#features/cases/server/public.ts'
import type { WaitingForBody } from '#features/cases/server/public.ts'
import { BodyPath, MeetingPath } from '../contract.ts'
import type { AgendaItem, BodyRow, BodyView, MeetingRow, MeetingView } from '../contract.ts'
import { bodiesOf, bodyOf, mayRecord, maySee, membersOf } from './bodies.ts'
import { roundsOfBody } from './ports.ts'
import { meetingRow, meetingsOf } from './store.ts'
import type { Meeting } from './store.ts'

/**
 * The bodies that the actor sees: as a member or officer, or all for those who read the journal.
 */
export const bodies = defineQuery({
  name: 'body.list',
  input: Type.Object({}),
  authorise: (tx) => bodiesOf(tx).filter((body) => maySee(tx, body)),
  async run(tx, _input, visibleBodies): Promise<BodyRow[]> {
    const meetings = await meetingsOf(
      tx,
      visibleBodies.map((body) => body.id),
    )
    return Promise.all(
      visibleBodies.map((role) =>
        bodyRowOf(
          tx,
          role,
          meetings.filter((candidate) => candidate.body === role.id),
        ),
      ),
    )
  },
})

/** One body: its members, the cases that wait for it, its meetings. */
export const body = defineQuery({
  name: 'body.show',
  input: BodyPath,
  authorise: (tx, input) => demandVisible(tx, bodyOf(tx, input.body)),
  async run(tx, _input, role): Promise<BodyView> {
    const [meetings, agenda] = await Promise.all([meetingsOf(tx, [role.id]), agendaOf(tx, role)])
    return {
      ...(await bodyRowOf(tx, role, meetings)),
      tasks: role.tasks.map(({ id, title, carries }) => ({ id, title, carries: [...carries] })),
      carries: [...role.carries],
      people: membersOf(tx, role),
      agenda,
      rounds: [...(await tx.call(roundsOfBody, role.id))],
      meetings: meetings.map((row) => meetingRowOf(role, row)),
      mayRecord: mayRecord(tx, role),
    }
  },
})

/**
 * One meeting: while it is planned, with the cases that wait for the body now; afterwards with its
 * minutes.
 */
export const meeting = defineQuery({
  name: 'meeting.show',
  input: MeetingPath,
  async authorise(tx, { id }) {
    const row = await meetingRow(tx, id)
    return { row, of: demandVisible(tx, bodyOf(tx, row.body)) }
  },
  run: async (tx, _input, { row, of: role }): Promise<MeetingView> => meetingView(tx, role, row),
})

async function meetingView(tx: Transaction, role: Role, row: Meeting): Promise<MeetingView> {
  const name = (person: string): string => tx.organization.view.persons.get(person)?.name ?? ''
  return {
    ...meetingRowOf(role, row),
    topics: [...row.topics],
    agenda: row.state === 'planned' ? await agendaOf(tx, role) : [],
    rounds: row.state === 'planned' ? [...(await tx.call(roundsOfBody, role.id))] : [],
    people: membersOf(tx, role, dayOf(row.begins_at)),
    attendees: row.attendees.map((person) => ({ person, name: name(person) })),
    minutes: row.minutes,
    decisions: [...row.decisions],
    recordedBy: row.recorded_by === null ? null : name(row.recorded_by),
    recordedAt: row.recorded_at?.toISOString() ?? null,
    version: row.version,
    mayRecord: mayRecord(tx, role),
    carries: [...role.carries],
  }
}

function demandVisible(tx: Transaction, role: Role): Role {
  return maySee(tx, role) ? role : refuse('not-found', { what: nouns.body })
}

/** A body with its last and next meeting and the number of waiting cases. */
export async function bodyRowOf(
  tx: Transaction,
  role: Role,
  meetings: readonly Meeting[],
): Promise<BodyRow> {
  const waiting = (await agendaOf(tx, role)).length
  const { roles } = tx.organization.pack
  const last = meetings.find((candidate) => candidate.state === 'held')
  const next = meetings.findLast((candidate) => candidate.state === 'planned')
  const dueOn =
    role.meets === undefined
      ? null
      : nextDueAfter(role.meets, last ? dayOf(last.begins_at) : null, tx.today)
  return {
    id: role.id,
    title: role.title,
    chair: roles.get(role.chair ?? '')?.title ?? null,
    secretary: roles.get(role.secretary ?? '')?.title ?? null,
    meets: role.meets ?? null,
    members: membersOf(tx, role).length,
    waiting,
    next: next ? meetingRowOf(role, next) : null,
    last: last ? meetingRowOf(role, last) : null,
    dueOn,
    late: dueOn !== null && dueOn < tx.today,
  }
}

function meetingRowOf(role: Role, row: Meeting): MeetingRow {
  return {
    id: row.id,
    body: role.id,
    bodyTitle: role.title,
    number: row.number,
    beginsAt: row.begins_at.toISOString(),
    place: row.place,
    state: row.state,
    decided: row.decisions.length,
  }
}

async function agendaOf(tx: Transaction, role: Role): Promise<AgendaItem[]> {
  return (await waitingForBody(tx, { role: role.id, scope: role.scope, id: '' })).map(agendaItemOf)
}

function agendaItemOf({
  id,
  version,
  number,
  subject,
  applicant,
  procedure,
  step,
  since,
  due,
  known: currentFields,
}: WaitingForBody): AgendaItem {
  const fields = fieldsOf(procedure, step)
  return {
    case: id,
    version,
    number,
    subject,
    procedureTitle: procedure.title,
    step: step.id,
    stepTitle: step.title,
    applicant,
    since: since.toISOString(),
    dueAt: due?.toISOString() ?? null,
    decisions: step.decisions.map((decision) => ({
      id: decision.id,
      title: decision.title,
      tone: decision.tone,
      comment: decision.comment,
      confirms: decision.confirms,
      onward: isOnward(step, decision),
    })),
    confirm: step.confirm.map((confirmation) => ({
      id: confirmation.id,
      title: confirmation.title,
    })),
    fields: fields.map(fieldToJson),
    known: Object.fromEntries(
      fields.flatMap(({ id: field }) =>
        currentFields[field] === undefined ? [] : [[field, currentFields[field]]],
      ),
    ),
  }
}
