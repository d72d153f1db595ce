import { sql } from 'kysely'
import { addDays, dayOf, endOfDay, nextDueAfter } from '#kernel/calendar/index.ts'
import { cadenceWords } from '#kernel/calendar/recurrence.ts'
import { seatTitle } from '#kernel/organization/index.ts'
import { sayTo } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { tasksOf } from '#features/cases/server/public.ts'
import { bodiesOf, meetingsOf, membersOf } from '#features/meetings/server/public.ts'
import { findings, readsFinding } from '#features/rounds/server/public.ts'
import type { YearItem, YearLine } from '../contract.ts'
import type { Places } from './seats.ts'
import { stateOn } from './span.ts'
import type { Span } from './span.ts'

const within = ({ from, to }: Span, day: string): boolean => day >= from && day <= to

/** Meetings of the bodies that a person sits in: held, planned, and the next by the cadence. */
export async function meetingLines(
  tx: Transaction,
  person: string,
  span: Span,
): Promise<YearLine[]> {
  const bodies = bodiesOf(tx).filter((body) =>
    membersOf(tx, body).some((member) => member.person === person),
  )
  if (bodies.length === 0) return []
  const meetings = await meetingsOf(
    tx,
    bodies.map(({ id }) => id),
  )
  return bodies.flatMap((body): YearLine[] => {
    const own = meetings.filter((row) => row.body === body.id && row.state !== 'cancelled')
    const items = own
      .map((row): YearItem => {
        const day = dayOf(row.begins_at)
        return {
          key: row.id,
          day,
          state: row.state === 'held' ? 'done' : stateOn(day, tx.today),
          title: row.number,
          count: 1,
          done: row.state === 'held' ? 1 : 0,
          href: `/bodies/${body.id}`,
        }
      })
      .filter(({ day }) => within(span, day))
    const last = own
      .filter(({ state }) => state === 'held')
      .map(({ begins_at }) => dayOf(begins_at))
      .toSorted()
      .at(-1)
    const isPlanned = own.some(({ state }) => state === 'planned')
    const due =
      body.meets === undefined || isPlanned
        ? null
        : nextDueAfter(body.meets, last ?? null, tx.today)
    if (due !== null && within(span, due))
      items.push({
        key: `by/${due}`,
        day: due,
        state: stateOn(due, tx.today),
        title: '',
        count: 1,
        done: 0,
        href: `/bodies/${body.id}`,
      })
    if (items.length === 0 && due === null) return []
    return [
      {
        id: `meeting/${body.id}`,
        kind: 'meeting',
        title: body.title,
        often: body.meets === undefined ? null : sayTo(tx, cadenceWords(body.meets)),
        seats: [],
        deputy: false,
        href: `/bodies/${body.id}`,
        items,
        next: due !== null && due > span.to ? due : null,
      },
    ]
  })
}

const findingTitles = {
  mends: { ja: '指摘を直す', en: 'Mend findings' },
  verifies: { ja: '指摘が直ったか確かめる', en: 'Look whether findings are mended' },
} as const

/** Findings that a person has to mend or to look at, and those that they mended in the time. */
export async function findingLines(
  tx: Transaction,
  person: string,
  places: Places,
  span: Span,
): Promise<YearLine[]> {
  const lines: YearLine[] = []
  for (const [part, state] of [
    ['mends', 'open'],
    ['verifies', 'mended'],
  ] as const) {
    const open = await findings(tx)
      .where('f.state', '=', state)
      .where(readsFinding(tx))
      .where('f.due_on', '>=', span.from)
      .where('f.due_on', '<=', span.to)
      .where(
        sql<boolean>`exists (select from occurrence_parties p where p.organization_id = ${tx.organization.id} and p.occurrence_id = o.id
          and p.part = ${part} and p.place = any(${[...places.keys()]}::text[]))`,
      )
      .orderBy('f.due_on')
      .orderBy('f.id')
      .execute()
    const done = await tx.db
      .selectFrom('finding_acts')
      .select(['finding_id', 'at'])
      .where('organization_id', '=', tx.organization.id)
      .where('person_id', '=', person)
      .where('what', 'in', part === 'mends' ? ['mended'] : ['verified', 'returned'])
      .where('at', '>', new Date(endOfDay(addDays(span.from, -1))))
      .where('at', '<=', new Date(endOfDay(span.to)))
      .orderBy('at')
      .execute()
    const isOpen = new Set(open.map(({ id }) => id))
    const items: YearItem[] = [
      ...done
        .filter(({ finding_id }) => !isOpen.has(finding_id))
        .map(({ finding_id, at }): YearItem => ({
          key: finding_id,
          day: dayOf(at),
          state: 'done',
          title: '',
          count: 1,
          done: 1,
          href: `/findings/${finding_id}`,
        })),
      ...open.map(({ id, due_on, subject_title }): YearItem => ({
        key: id,
        day: due_on,
        state: part === 'mends' ? stateOn(due_on, tx.today) : 'soon',
        title: subject_title,
        count: 1,
        done: 0,
        href: `/findings/${id}`,
      })),
    ]
    if (items.length > 0)
      lines.push({
        id: `finding/${part}`,
        kind: 'finding',
        title: sayTo(tx, findingTitles[part]),
        often: null,
        seats: [],
        deputy: false,
        href: '/findings?mine=true',
        items,
        next: null,
      })
  }
  return lines
}

/** Pages of recurring work, which has lines of its own. */
const ofRounds = /^\/(?:checks|rounds|findings)\//

/** Dated tasks of cases that wait for a person: permits, reports, what is to be given back. */
export async function taskLines(tx: Transaction, person: string, span: Span): Promise<YearLine[]> {
  const { today, week, later } = await tasksOf(tx, person)
  const dated = [...today, ...week, ...later].filter(
    (task) =>
      task.dueAt !== null && !ofRounds.test(task.href ?? '') && within(span, dayOf(task.dueAt)),
  )
  return [...Map.groupBy(dated, ({ title }) => title)].map(([title, tasks]) => ({
    id: `task/${title}`,
    kind: 'task',
    title,
    often: null,
    seats: [],
    deputy: tasks.every(({ insteadOf }) => insteadOf !== null),
    href: null,
    items: tasks.map((task) => ({
      key: task.id,
      day: dayOf(task.dueAt!),
      state: stateOn(dayOf(task.dueAt!), tx.today),
      title: task.subject,
      count: 1,
      done: 0,
      href: task.href,
    })),
    next: null,
  }))
}

/** Appointments of a person that end in the time. */
export async function appointmentLines(
  tx: Transaction,
  person: string,
  span: Span,
): Promise<YearLine[]> {
  const { view, pack } = tx.organization
  const rows = await tx.db
    .selectFrom('assignments')
    .select(['id', 'role', 'scope', 'scope_id', 'to_on'])
    .where('organization_id', '=', tx.organization.id)
    .where('person_id', '=', person)
    .where('to_on', '>=', span.from)
    .where('to_on', '<=', span.to)
    .orderBy('to_on')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, role, scope, scope_id, to_on }): YearLine[] => {
    if (to_on === null || !pack.roles.has(role)) return []
    const title = seatTitle(view, pack.roles, { role, scope, id: scope_id })
    return [
      {
        id: `appointment/${id}`,
        kind: 'appointment',
        title: sayTo(tx, { ja: `${title}の任期が終わる`, en: `The term as ${title} ends` }),
        often: null,
        seats: [title],
        deputy: false,
        href: `/organization/roles/${role}`,
        items: [
          {
            key: id,
            day: to_on,
            state: to_on < tx.today ? 'done' : stateOn(to_on, tx.today),
            title: '',
            count: 1,
            done: to_on < tx.today ? 1 : 0,
            href: `/organization/roles/${role}`,
          },
        ],
        next: null,
      },
    ]
  })
}
