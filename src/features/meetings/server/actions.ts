import { dayOf, fillNumberPattern, timeOf } from '#kernel/calendar/index.ts'
import { covers } from '#kernel/organization/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { takeNumbers } from '#platform/numbers/next.ts'
import { decideInMeeting, lockDecided } from '#features/cases/server/public.ts'
import { notify } from '#features/tasks/server/public.ts'
import { demandVersion } from '#features/organization/server/public.ts'
import { CancelMeeting, ChangeMeeting, PlanMeeting, RecordMeeting } from '../contract.ts'
import type { WaitingRound } from '../contract.ts'
import { bodyOf, mayRecord, maySee, membersOf } from './bodies.ts'
import { roundsOfBody } from './ports.ts'
import { insertMeeting, meetingRow, updateMeeting } from './store.ts'
import type { Meeting } from './store.ts'
import { dayWords } from '#kernel/words/days.ts'
import { packWords } from '#kernel/packs/english.ts'
import { composed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'

function demandRecorder(tx: Transaction, body: Role): Role {
  if (!maySee(tx, body)) refuse('not-found', { what: nouns.body })
  if (!mayRecord(tx, body)) {
    const { roles } = tx.organization.pack
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

/**
 * Loads and locks a planned meeting with its body; refuses where the version that was read is not
 * the current one.
 */
async function loadPlannedMeeting(
  tx: Transaction,
  id: string,
  version: number,
): Promise<{ meeting: Meeting; body: Role }> {
  const meeting = await meetingRow(tx, id, true)
  const body = demandRecorder(tx, bodyOf(tx, meeting.body))
  if (meeting.state !== 'planned')
    refuse('meeting-over', {
      meeting: meeting.number,
      state:
        meeting.state === 'held'
          ? { ja: 'もう記録されています', en: 'has been recorded' }
          : { ja: '取りやめになりました', en: 'was cancelled' },
    })
  await demandVersion(tx, { kind: 'meeting', id }, meeting.version, version)
  return { meeting, body }
}

/** 令和8年11月21日 10:00 / “21 Nov 2026 10:00”. */
const momentWords = (at: Date): Words =>
  composed({
    ja: (say) => `${say(dayWords(dayOf(at)))} ${timeOf(at)}`,
    en: (say) => `${say(dayWords(dayOf(at)))} ${timeOf(at)}`,
  })

const notifyMembers = (
  tx: Transaction,
  body: Role,
  meeting: { id: string; begins_at: Date; place: string },
  announcement: Words,
): Promise<OutboxMessage[]> => {
  const others = membersOf(tx, body)
    .map(({ person }) => person)
    .filter((person) => person !== actorPerson(tx))
  const when = momentWords(meeting.begins_at)
  return notify(
    tx,
    others,
    {
      ja: `${body.title}の会議${announcement.ja}：${when.ja}${meeting.place && `、${meeting.place}`}`,
      en: `The meeting of “${packWords(tx.organization.pack, body.title).en}” ${announcement.en}: ${when.en}${meeting.place && `, ${meeting.place}`}`,
    },
    `/meetings/${meeting.id}`,
  )
}

/**
 * The agenda with the recurring work that is put on it. Work that is on it already stays even where
 * it was done meanwhile.
 */
async function withRounds(
  tx: Transaction,
  body: string,
  topics: Meeting['topics'],
  occurrences: readonly string[],
  before: Meeting['topics'] = [],
): Promise<Meeting['topics']> {
  if (occurrences.length === 0) return topics
  const open = await tx.call(roundsOfBody, body)
  const rounds = occurrences.map(
    (occurrence) =>
      before.find((topic) => topic.occurrence === occurrence) ??
      topicOf(open.find((round) => round.occurrence === occurrence)),
  )
  return [...rounds, ...topics]
}

function topicOf(round: WaitingRound | undefined): Meeting['topics'][number] {
  if (round === undefined) return refuse('not-found', { what: nouns.recurringWork })
  return { title: round.title, text: '', occurrence: round.occurrence }
}

/** Plans a meeting and notifies its members. */
export const planMeeting = defineAction({
  name: 'meeting.plan',
  title: { ja: '会議を開くことにした', en: 'Called a meeting' },
  input: PlanMeeting,
  authorise: (tx, input) => demandRecorder(tx, bodyOf(tx, input.body)),
  async run(tx, { beginsAt, place, topics: others, occurrences = [] }, body) {
    const topics = await withRounds(tx, body.id, others, occurrences)
    const { fiscalYear, first } = await takeNumbers(tx, `meetings/${body.id}`)
    const meeting = {
      id: tx.newId(),
      body: body.id,
      number: fillNumberPattern(`${body.short ?? body.title}{年度}-{00}`, { fiscalYear, n: first }),
      begins_at: new Date(beginsAt),
      place,
      topics,
    }
    await insertMeeting(tx, meeting, actorPerson(tx) ?? null)
    return {
      result: { id: meeting.id, number: meeting.number, version: 1 },
      outgoing: await notifyMembers(tx, body, meeting, {
        ja: 'が開かれます',
        en: 'is called',
      }),
      event: {
        subject: { kind: 'meeting', id: meeting.id },
        detail: { body: body.id, number: meeting.number, beginsAt, place, topics },
      },
    }
  },
})

/** Changes time, place or topics of a meeting that has not been held. */
export const changeMeeting = defineAction({
  name: 'meeting.change',
  title: { ja: '会議の予定を変えた', en: 'Changed the plan of a meeting' },
  input: ChangeMeeting,
  authorise: (tx, { id, version }) => loadPlannedMeeting(tx, id, version),
  async run(tx, { beginsAt, place, topics: others, occurrences }, { meeting, body }) {
    const kept = meeting.topics.flatMap(({ occurrence }) => occurrence ?? [])
    const topics = await withRounds(tx, body.id, others, occurrences ?? kept, meeting.topics)
    const begins_at = new Date(beginsAt)
    const moved = begins_at.getTime() !== meeting.begins_at.getTime() || place !== meeting.place
    updateMeeting(tx, meeting, { begins_at, place, topics })
    return {
      result: { id: meeting.id, number: meeting.number, version: meeting.version + 1 },
      outgoing: moved
        ? await notifyMembers(
            tx,
            body,
            { id: meeting.id, begins_at, place },
            { ja: 'の日時か場所が変わりました', en: 'has another time or place' },
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

/** Cancels a meeting; its cases go on waiting. */
export const cancelMeeting = defineAction({
  name: 'meeting.cancel',
  title: { ja: '会議を取りやめた', en: 'Cancelled a meeting' },
  input: CancelMeeting,
  authorise: (tx, { id, version }) => loadPlannedMeeting(tx, id, version),
  async run(tx, { reason }, { meeting, body }) {
    updateMeeting(tx, meeting, { state: 'cancelled', minutes: reason })
    return {
      result: { id: meeting.id, number: meeting.number, version: meeting.version + 1 },
      outgoing: await notifyMembers(tx, body, meeting, {
        ja: 'は取りやめになりました',
        en: 'is cancelled',
      }),
      event: {
        subject: { kind: 'meeting', id: meeting.id },
        detail: { number: meeting.number, reason },
      },
    }
  },
})

/**
 * Records a meeting that has begun; its decisions are made in the cases, all in one transaction.
 */
export const recordMeeting = defineAction({
  name: 'meeting.record',
  title: { ja: '会議を記録した', en: 'Recorded a meeting' },
  input: RecordMeeting,
  async authorise(tx, { id, version }) {
    const permit = await loadPlannedMeeting(tx, id, version)
    if (permit.meeting.begins_at > tx.now)
      refuse('meeting-not-begun', {
        meeting: permit.meeting.number,
        begins: momentWords(permit.meeting.begins_at),
      })
    return permit
  },
  async run(tx, { attendees, minutes, decisions, postponed = [] }, { meeting, body }) {
    const recorder = actorPerson(tx) ?? ''
    const day = dayOf(meeting.begins_at)
    for (const person of attendees) {
      const view =
        tx.organization.view.persons.get(person) ?? refuse('not-found', { what: nouns.attendant })
      if (!covers(view, day)) refuse('person-left', { name: view.name, date: dayWords(day) })
    }
    await lockDecided(tx, decisions)
    const records: Meeting['decisions'][number][] = []
    const outcomes = []
    for (const decision of decisions) {
      const outcome = await decideInMeeting(tx, body.id, meeting.id, recorder, decision)
      outcomes.push(outcome)
      records.push({
        case: decision.case,
        number: outcome.result.number,
        subject: outcome.subject,
        decision: decision.decision,
        title: outcome.title,
        comment: decision.comment ?? '',
      })
    }
    updateMeeting(tx, meeting, {
      state: 'held',
      topics: meeting.topics.map(({ occurrence, ...topic }) =>
        occurrence === undefined || postponed.includes(occurrence)
          ? topic
          : { ...topic, occurrence },
      ),
      attendees: [...attendees],
      minutes,
      decisions: records,
      recorded_by: recorder,
      recorded_at: tx.now,
    })
    return {
      result: { id: meeting.id, number: meeting.number, version: meeting.version + 1 },
      outgoing: outcomes.flatMap((outcome) => outcome.outgoing ?? []),
      organizationChanged: outcomes.some((outcome) => outcome.organizationChanged === true),
      event: {
        subject: { kind: 'meeting', id: meeting.id },
        detail: {
          body: body.id,
          number: meeting.number,
          attendees,
          postponed,
          decisions: outcomes.map((outcome) => outcome.event.detail),
        },
      },
    }
  },
})
