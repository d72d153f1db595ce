import { dayOf, formatEra, formatNumber, timeOf } from '#kernel/calendar/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { nextNumber } from '#platform/numbers/next.ts'
import { decideInMeeting, lockDecided } from '#features/cases/server/public.ts'
import { notify } from '#features/tasks/server/public.ts'
import { demandVersion } from '#features/organization/server/public.ts'
import { CancelMeeting, ChangeMeeting, PlanMeeting, RecordMeeting } from '../contract.ts'
import { bodyOf, mayRecord, maySee, membersOf } from './bodies.ts'
import { insertMeeting, meetingRow, updateMeeting } from './store.ts'
import type { Meeting } from './store.ts'

function demandRecorder(handle: Handle, body: Role): Role {
  if (!maySee(handle, body)) refuse('not-found', { what: nouns.body })
  if (!mayRecord(handle, body)) {
    const { roles } = handle.organization.pack
    const officers = [body.secretary, body.chair].flatMap((id) => roles.get(id ?? '')?.title ?? [])
    const who =
      officers.length > 0
        ? { ja: officers.join('か'), en: officers.join(' or ') }
        : { ja: `${body.title}の一員`, en: `a member of ${body.title}` }
    refuse(
      'not-allowed',
      {
        act: {
          ja: `${body.title}の会議を開いて記録すること`,
          en: `calling and recording meetings of ${body.title}`,
        },
        who,
      },
      { grounds: body.carries.map((provision) => ({ provision })) },
    )
  }
  return body
}

/** A planned meeting and its body; locked, and the version that was read. */
async function planned(
  handle: Handle,
  id: string,
  version?: number,
): Promise<{ meeting: Meeting; body: Role }> {
  const meeting = await meetingRow(handle, id, true)
  const body = demandRecorder(handle, bodyOf(handle, meeting.body))
  if (meeting.state !== 'planned')
    refuse('meeting-over', {
      meeting: meeting.number,
      state:
        meeting.state === 'held'
          ? { ja: 'もう記録されています', en: 'has been recorded' }
          : { ja: '取りやめになりました', en: 'was cancelled' },
    })
  if (version !== undefined)
    await demandVersion(handle, { kind: 'meeting', id }, meeting.version, version)
  return { meeting, body }
}

/** 令和8年11月21日 10:00 */
const inWords = (at: Date): string => `${formatEra(dayOf(at))} ${timeOf(at)}`

const invite = (
  handle: Handle,
  body: Role,
  meeting: { id: string; begins_at: Date; place: string },
  what: string,
): Promise<Outgoing[]> => {
  const others = membersOf(handle, body)
    .map(({ person }) => person)
    .filter((person) => person !== actorPerson(handle))
  return notify(
    handle,
    others,
    `${body.title}の会議${what}：${inWords(meeting.begins_at)}${meeting.place && `、${meeting.place}`}`,
    `/meetings/${meeting.id}`,
  )
}

/** Calls a meeting; its members are told. */
export const planMeeting = defineAction({
  name: 'meeting.plan',
  title: { ja: '会議を開くことにした', en: 'Called a meeting' },
  input: PlanMeeting,
  authorise: (handle, input) => demandRecorder(handle, bodyOf(handle, input.body)),
  async run(handle, { beginsAt, place, topics }, body) {
    const { fiscalYear, first } = await nextNumber(handle, `meetings/${body.id}`)
    const meeting = {
      id: handle.newId(),
      body: body.id,
      number: formatNumber(`${body.short ?? body.title}{年度}-{00}`, { fiscalYear, n: first }),
      begins_at: new Date(beginsAt),
      place,
      topics,
    }
    await insertMeeting(handle, meeting, actorPerson(handle) ?? null)
    return {
      result: { id: meeting.id, number: meeting.number, version: 1 },
      outgoing: await invite(handle, body, meeting, 'が開かれます'),
      event: {
        subject: { kind: 'meeting', id: meeting.id },
        detail: { body: body.id, number: meeting.number, beginsAt, place, topics },
      },
    }
  },
})

/** Moves a meeting that has not been held, or changes what it talks about. */
export const changeMeeting = defineAction({
  name: 'meeting.change',
  title: { ja: '会議の予定を変えた', en: 'Changed the plan of a meeting' },
  input: ChangeMeeting,
  authorise: (handle, { id, version }) => planned(handle, id, version),
  async run(handle, { beginsAt, place, topics }, { meeting, body }) {
    const begins_at = new Date(beginsAt)
    const moved = begins_at.getTime() !== meeting.begins_at.getTime() || place !== meeting.place
    updateMeeting(handle, meeting, { begins_at, place, topics })
    return {
      result: { id: meeting.id, number: meeting.number, version: meeting.version + 1 },
      outgoing: moved
        ? await invite(
            handle,
            body,
            { id: meeting.id, begins_at, place },
            'の日時か場所が変わりました',
          )
        : [],
      event: {
        subject: { kind: 'meeting', id: meeting.id },
        detail: {
          number: meeting.number,
          beginsAt,
          place,
          topics,
          before: { beginsAt: meeting.begins_at.toISOString(), place: meeting.place },
        },
      },
    }
  },
})

/** A meeting that will not be held; what waited goes on waiting. */
export const cancelMeeting = defineAction({
  name: 'meeting.cancel',
  title: { ja: '会議を取りやめた', en: 'Cancelled a meeting' },
  input: CancelMeeting,
  authorise: (handle, { id }) => planned(handle, id),
  async run(handle, { reason }, { meeting, body }) {
    updateMeeting(handle, meeting, { state: 'cancelled', minutes: reason })
    return {
      result: { id: meeting.id, number: meeting.number, version: meeting.version + 1 },
      outgoing: await invite(handle, body, meeting, 'は取りやめになりました'),
      event: {
        subject: { kind: 'meeting', id: meeting.id },
        detail: { number: meeting.number, reason },
      },
    }
  },
})

/** Keeps the minutes of a meeting that has begun; what it decided is decided in the cases, all in one transaction. */
export const recordMeeting = defineAction({
  name: 'meeting.record',
  title: { ja: '会議を記録した', en: 'Recorded a meeting' },
  input: RecordMeeting,
  async authorise(handle, { id, version }) {
    const permit = await planned(handle, id, version)
    if (permit.meeting.begins_at > handle.now)
      refuse('meeting-not-begun', {
        meeting: permit.meeting.number,
        begins: inWords(permit.meeting.begins_at),
      })
    return permit
  },
  async run(handle, { attendees, minutes, decisions }, { meeting, body }) {
    const recorder = actorPerson(handle) ?? ''
    for (const person of attendees)
      if (!handle.organization.view.persons.has(person))
        refuse('not-found', { what: nouns.attendant })
    await lockDecided(handle, decisions)
    const decided: Meeting['decisions'][number][] = []
    const done = []
    for (const one of decisions) {
      const acted = await decideInMeeting(handle, body.id, meeting.id, recorder, one)
      done.push(acted)
      decided.push({
        case: one.case,
        number: acted.result.number,
        subject: acted.subject,
        decision: one.decision,
        title: acted.title,
        comment: one.comment ?? '',
      })
    }
    updateMeeting(handle, meeting, {
      state: 'held',
      attendees: [...attendees],
      minutes,
      decisions: decided,
      recorded_by: recorder,
      recorded_at: handle.now,
    })
    return {
      result: { id: meeting.id, number: meeting.number, version: meeting.version + 1 },
      outgoing: done.flatMap((acted) => acted.outgoing ?? []),
      organizationChanged: done.some((acted) => acted.organizationChanged === true),
      event: {
        subject: { kind: 'meeting', id: meeting.id },
        detail: {
          body: body.id,
          number: meeting.number,
          attendees,
          decisions: done.map((acted) => acted.event.detail),
        },
      },
    }
  },
})
