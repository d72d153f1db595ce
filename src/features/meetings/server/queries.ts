import { Type } from 'typebox'
import { dayOf, dueAfter } from '#kernel/calendar/index.ts'
import { fieldToJson } from '#kernel/fields/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { fieldsOf, leadsOn } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { waitingForBody } from '#features/cases/server/public.ts'
import type { WaitingForBody } from '#features/cases/server/public.ts'
import { BodyPath, MeetingPath } from '../contract.ts'
import type { AgendaItem, BodyRow, BodyView, MeetingRow, MeetingView } from '../contract.ts'
import { bodiesOf, bodyOf, mayRecord, maySee, membersOf } from './bodies.ts'
import { meetingRow, meetingsOf } from './store.ts'
import type { Meeting } from './store.ts'

/** The bodies that the actor sees: whose member or officer they are, or all for those who read the journal. */
export const bodies = defineQuery({
  name: 'body.list',
  input: Type.Object({}),
  authorise: (handle) => bodiesOf(handle).filter((body) => maySee(handle, body)),
  async run(handle, _input, seen): Promise<BodyRow[]> {
    const meetings = await meetingsOf(
      handle,
      seen.map((body) => body.id),
    )
    return Promise.all(
      seen.map((one) =>
        rowOf(
          handle,
          one,
          meetings.filter((each) => each.body === one.id),
        ),
      ),
    )
  },
})

/** One body: its members, what waits for it, its meetings. */
export const body = defineQuery({
  name: 'body.show',
  input: BodyPath,
  authorise: (handle, input) => visible(handle, bodyOf(handle, input.body)),
  async run(handle, _input, found): Promise<BodyView> {
    const [meetings, agenda] = await Promise.all([
      meetingsOf(handle, [found.id]),
      agendaOf(handle, found),
    ])
    return {
      ...(await rowOf(handle, found, meetings)),
      tasks: found.tasks.map(({ id, title, carries }) => ({ id, title, carries: [...carries] })),
      carries: [...found.carries],
      people: membersOf(handle, found),
      agenda,
      meetings: meetings.map((one) => meetingRowOf(found, one)),
      mayRecord: mayRecord(handle, found),
    }
  },
})

/** One meeting: while it is planned, with what waits for the body now; afterwards with its minutes. */
export const meeting = defineQuery({
  name: 'meeting.show',
  input: MeetingPath,
  async authorise(handle, { id }) {
    const row = await meetingRow(handle, id)
    return { row, of: visible(handle, bodyOf(handle, row.body)) }
  },
  run: async (handle, _input, { row, of }): Promise<MeetingView> => meetingView(handle, of, row),
})

async function meetingView(handle: Handle, of: Role, row: Meeting): Promise<MeetingView> {
  const name = (person: string): string => handle.organization.view.persons.get(person)?.name ?? ''
  return {
    ...meetingRowOf(of, row),
    topics: [...row.topics],
    agenda: row.state === 'planned' ? await agendaOf(handle, of) : [],
    people: membersOf(handle, of),
    attendees: row.attendees.map((person) => ({ person, name: name(person) })),
    minutes: row.minutes,
    decisions: [...row.decisions],
    recordedBy: row.recorded_by === null ? null : name(row.recorded_by),
    recordedAt: row.recorded_at?.toISOString() ?? null,
    version: row.version,
    mayRecord: mayRecord(handle, of),
    carries: [...of.carries],
  }
}

function visible(handle: Handle, found: Role): Role {
  return maySee(handle, found) ? found : refuse('not-found', { what: nouns.body })
}

/** A body with its last and next meeting and how much waits for it. */
export async function rowOf(
  handle: Handle,
  found: Role,
  meetings: readonly Meeting[],
): Promise<BodyRow> {
  const waiting = (await agendaOf(handle, found)).length
  const { roles } = handle.organization.pack
  const last = meetings.find((one) => one.state === 'held')
  const next = meetings.findLast((one) => one.state === 'planned')
  const dueOn =
    found.meets === undefined
      ? null
      : dueAfter(found.meets, last ? dayOf(last.begins_at) : null, handle.today)
  return {
    id: found.id,
    title: found.title,
    chair: roles.get(found.chair ?? '')?.title ?? null,
    secretary: roles.get(found.secretary ?? '')?.title ?? null,
    meets: found.meets ?? null,
    members: membersOf(handle, found).length,
    waiting,
    next: next ? meetingRowOf(found, next) : null,
    last: last ? meetingRowOf(found, last) : null,
    dueOn,
    late: dueOn !== null && dueOn < handle.today,
  }
}

function meetingRowOf(of: Role, row: Meeting): MeetingRow {
  return {
    id: row.id,
    body: of.id,
    bodyTitle: of.title,
    number: row.number,
    beginsAt: row.begins_at.toISOString(),
    place: row.place,
    state: row.state,
    decided: row.decisions.length,
  }
}

async function agendaOf(handle: Handle, of: Role): Promise<AgendaItem[]> {
  return (await waitingForBody(handle, { role: of.id, scope: of.scope, id: '' })).map(itemOf)
}

function itemOf({
  id,
  number,
  subject,
  applicant,
  procedure,
  step,
  since,
  due,
  known,
}: WaitingForBody): AgendaItem {
  const fields = fieldsOf(procedure, step)
  return {
    case: id,
    number,
    subject,
    procedureTitle: procedure.title,
    step: step.id,
    stepTitle: step.title,
    applicant,
    since: since.toISOString(),
    dueAt: due?.toISOString() ?? null,
    decisions: step.decisions.map((one) => ({
      id: one.id,
      title: one.title,
      tone: one.tone,
      comment: one.comment,
      confirms: one.confirms,
      onward: leadsOn(step, one),
    })),
    confirm: step.confirm.map((one) => ({ id: one.id, title: one.title })),
    fields: fields.map(fieldToJson),
    known: Object.fromEntries(
      fields.flatMap(({ id: field }) =>
        known[field] === undefined ? [] : [[field, known[field]]],
      ),
    ),
  }
}
