import { dayOf, formatEra, timeOf } from '#kernel/calendar/index.ts'
import { unitsUnder } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { dayWords } from '#kernel/words/days.ts'
import { composed } from '#kernel/words/words.ts'
import { actorPerson, actorUnit } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { demandVersion } from '#features/organization/server/public.ts'
import { notify } from '#features/tasks/server/public.ts'
import { openOfPersons } from '#features/rounds/server/public.ts'
import { CoursePath, CourseVersion, PlanSession, TickList } from '../contract.ts'
import { demandTeaching, unitOfLine } from './access.ts'
import type { TaughtRound } from './access.ts'
import { attendancesOf, sessionRow } from './store.ts'
import type { SessionRecord } from './store.ts'
import { writeLine } from './writeLine.ts'

/** The persons whom a session invites: who has its round open, of its units and those below. */
export async function invitedTo(
  tx: Transaction,
  { round, units }: Pick<SessionRecord, 'round' | 'units'>,
): Promise<string[]> {
  const within = new Set(units.flatMap((unit) => unitsUnder(tx.organization.view, unit)))
  const open = await openOfPersons(tx, { rounds: [round] })
  const persons = open
    .filter(({ row }) => units.length === 0 || within.has(row.unit_id ?? ''))
    .map(({ row }) => row.subject_id)
  return [...new Set(persons)]
}

/** Plans a session and tells those whom it invites. */
export const planSession = defineAction({
  name: 'course.session-plan',
  title: { ja: '集まって行う研修を開くことにした', en: 'Called a training session' },
  input: PlanSession,
  authorise(tx, input) {
    const [round] = demandTeaching(tx, [input.round])
    for (const unit of input.units)
      if (!tx.organization.view.units.has(unit)) refuse('not-found', { what: nouns.unit })
    return round ?? refuse('not-found', { what: nouns.recurringWork })
  },
  async run(tx, input, round) {
    const id = tx.newId()
    const begins = new Date(input.beginsAt)
    const session = {
      id,
      unit_id: unitOfLine(tx, round, actorUnit(tx)),
      round: round.id,
      title: input.title.trim(),
      place: input.place,
      begins_at: begins,
      units: [...input.units],
      state: 'planned' as const,
      held_by: actorPerson(tx) ?? null,
    }
    tx.deferWrite(
      tx.db.insertInto('course_sessions').values({
        ...session,
        organization_id: tx.organization.id,
      }),
    )
    const invited = await invitedTo(tx, session)
    const place = session.place === '' ? '' : `、${session.place}`
    const when = composed({
      ja: (say) => `${say(dayWords(dayOf(begins)))} ${timeOf(begins)}`,
      en: (say) => `${say(dayWords(dayOf(begins)))} ${timeOf(begins)}`,
    })
    return {
      result: { id, version: 1 },
      outgoing: await notify(
        tx,
        invited,
        {
          ja: `研修「${session.title}」が開かれます：${when.ja}${place}`,
          en: `The training “${session.title}” is held: ${when.en}${session.place === '' ? '' : `, ${session.place}`}`,
        },
        '/courses',
      ),
      event: {
        subject: { kind: 'course-session', id },
        detail: {
          title: session.title,
          round: round.id,
          beginsAt: input.beginsAt,
          invited: invited.length,
        },
      },
    }
  },
})

/** Records that the actor is in the room. The code on its screen was looked at before. */
export const attendSession = defineAction({
  name: 'course.session-attend',
  title: { ja: '会場の符号で研修に出席した', en: 'Attended a training session by its code' },
  input: CoursePath,
  async authorise(tx, input) {
    const session = await sessionRow(tx, input.id, true)
    const person = actorPerson(tx) ?? refuse('not-found', { what: nouns.courseSession })
    const present = await attendancesOf(tx, [session.id])
    const isPresent = present.some((each) => each.person_id === person)
    if (!isPresent && !(await invitedTo(tx, session)).includes(person))
      refuse('not-found', { what: nouns.courseSession })
    return { session, person, isPresent }
  },
  async run(tx, { id }, { session, person, isPresent }) {
    if (session.state !== 'planned') refuse('session-over', { session: session.title })
    if (!isPresent) record(tx, id, [person], 'code')
    return {
      result: { title: session.title },
      event: { subject: { kind: 'course-session', id }, detail: { title: session.title, person } },
    }
  },
})

/** Ticks who was present, from the list. */
export const tickList = defineAction({
  name: 'course.session-list',
  title: { ja: '名簿で研修の出席を付けた', en: 'Ticked who attended a training session' },
  input: TickList,
  authorise: (tx, input) => plannedSession(tx, input),
  async run(tx, { id, present, absent }, { session }) {
    const before = (await attendancesOf(tx, [id])).map((each) => each.person_id)
    const known = new Set([...before, ...(await invitedTo(tx, session))])
    if ([...present, ...absent].some((person) => !known.has(person)))
      refuse('not-found', { what: nouns.staff })
    const gone = before.filter((person) => absent.includes(person))
    if (gone.length > 0)
      tx.deferWrite(
        tx.db
          .deleteFrom('course_attendances')
          .where('organization_id', '=', tx.organization.id)
          .where('session_id', '=', id)
          .where('person_id', 'in', gone),
      )
    const come = present.filter((person) => !before.includes(person))
    if (come.length > 0) record(tx, id, come, 'list')
    update(tx, session, {})
    return {
      result: { id, version: session.version + 1 },
      event: {
        subject: { kind: 'course-session', id },
        detail: { title: session.title, come, gone },
      },
    }
  },
})

/** Ends a session: one line with all who were present, which closes what they have open. */
export const endSession = defineAction({
  name: 'course.session-end',
  title: { ja: '集まって行う研修を終えた', en: 'Ended a training session' },
  input: CourseVersion,
  authorise: (tx, input) => plannedSession(tx, input),
  async run(tx, { id }, { session, round }) {
    const attendees = (await attendancesOf(tx, [id])).map((each) => each.person_id)
    if (attendees.length === 0) refuse('session-empty')
    const absent = (await invitedTo(tx, session)).filter((person) => !attendees.includes(person))
    const day = dayOf(session.begins_at)
    const line = await writeLine(
      tx,
      round,
      {
        title: session.title,
        day,
        place: session.place,
        attendees,
        result: `${formatEra(day)}に${session.place === '' ? '' : `${session.place}で`}集まって行った。出席${attendees.length}人、欠席${absent.length}人`,
      },
      { unit: session.unit_id, as: 'program' },
    )
    update(tx, session, { state: 'ended', entry_id: line.id })
    return {
      result: { id, version: session.version + 1 },
      event: {
        subject: { kind: 'course-session', id },
        detail: {
          title: session.title,
          line: line.number,
          present: attendees.length,
          absent: absent.length,
          closed: line.closed,
        },
      },
    }
  },
})

/** Takes a session back. */
export const cancelSession = defineAction({
  name: 'course.session-cancel',
  title: { ja: '集まって行う研修を取りやめた', en: 'Cancelled a training session' },
  input: CourseVersion,
  authorise: (tx, input) => plannedSession(tx, input),
  async run(tx, { id }, { session }) {
    update(tx, session, { state: 'cancelled' })
    return {
      result: { id, version: session.version + 1 },
      outgoing: await notify(
        tx,
        await invitedTo(tx, session),
        {
          ja: `研修「${session.title}」は取りやめになりました`,
          en: `The training “${session.title}” was cancelled`,
        },
        '/courses',
      ),
      event: { subject: { kind: 'course-session', id }, detail: { title: session.title } },
    }
  },
})

/** A session of whoever writes in its ledger. */
export async function ownSession(
  tx: Transaction,
  id: string,
  lock = false,
): Promise<{ readonly session: SessionRecord; readonly round: TaughtRound }> {
  const session = await sessionRow(tx, id, lock)
  const [round] = demandTeaching(tx, [session.round], session.unit_id)
  return { session, round: round ?? refuse('not-found', { what: nouns.courseSession }) }
}

async function plannedSession(
  tx: Transaction,
  { id, version }: { readonly id: string; readonly version: number },
) {
  const own = await ownSession(tx, id, true)
  await demandVersion(tx, { kind: 'course-session', id }, own.session.version, version)
  if (own.session.state !== 'planned') refuse('session-over', { session: own.session.title })
  return own
}

function record(
  tx: Transaction,
  session: string,
  persons: readonly string[],
  how: 'code' | 'list',
): void {
  tx.deferWrite(
    tx.db.insertInto('course_attendances').values(
      persons.map((person_id) => ({
        organization_id: tx.organization.id,
        session_id: session,
        person_id,
        how,
        at: tx.now,
        recorded_by: actorPerson(tx) ?? null,
      })),
    ),
  )
}

function update(
  tx: Transaction,
  { id, version }: SessionRecord,
  change: { readonly state?: SessionRecord['state']; readonly entry_id?: string },
): void {
  tx.deferWrite(
    tx.db
      .updateTable('course_sessions')
      .set({ ...change, version: version + 1 })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id),
  )
}
