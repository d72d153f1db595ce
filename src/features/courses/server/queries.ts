import { sql } from 'kysely'
import { Type } from 'typebox'
import { fiscalYearOf, fiscalYearSpan } from '#kernel/calendar/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import { actorPerson } from '#platform/access/party.ts'
import { sayTo } from '#platform/access/language.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { openOfPersons } from '#features/rounds/server/public.ts'
import { unitsUnder } from '#kernel/organization/index.ts'
import { CoursePath } from '../contract.ts'
import type {
  CourseRow,
  CoursesView,
  CourseView,
  Making,
  Offer,
  SessionView,
  UnitYear,
} from '../contract.ts'
import { demandTeaching, mayTeach, roundsTaught, taughtRounds } from './access.ts'
import { invitedTo, ownSession } from './sessions.ts'
import {
  attendancesOf,
  contentOf,
  countsOf,
  courseRow,
  courseRows,
  sessionRows,
  takings,
  taughtContent,
} from './store.ts'
import type { CourseRecord, SessionRecord } from './store.ts'

/** What the actor may take, and, for those who keep the ledger of trainings, what there is to keep. */
export const courses = defineQuery({
  name: 'course.list',
  input: Type.Object({}),
  authorise: (tx) => roundsTaught(tx),
  async run(tx, _input, taught): Promise<CoursesView> {
    return {
      offers: await offersOf(tx),
      making: taught.length === 0 ? null : await makingOf(tx, taught),
    }
  },
})

async function offersOf(tx: Transaction): Promise<Offer[]> {
  const person = actorPerson(tx)
  const rounds = taughtRounds(tx).map(({ id }) => id)
  if (person === undefined || rounds.length === 0) return []
  const open = await openOfPersons(tx, { rounds, persons: [person] })
  if (open.length === 0) return []
  const published = await courseRows(tx).where('state', '=', 'published').orderBy('title').execute()
  const own = await takings(tx).where('person_id', '=', person).execute()
  const planned = await sessionRows(tx)
    .where('state', '=', 'planned')
    .where('begins_at', '>=', new Date(tx.now.getTime() - dayLong))
    .orderBy('begins_at')
    .orderBy('id')
    .execute()
  const pages = await pagesOf(tx, published)
  return open.map(({ row, turn }) => ({
    occurrence: row.id,
    round: row.round,
    roundTitle: turn.round.title,
    dueAt: row.due_at.toISOString(),
    late: row.due_at < tx.now,
    courses: published
      .filter((course) => course.rounds.includes(row.round))
      .map(({ id, title, edition }) => ({
        id,
        title,
        pages: pages.get(id) ?? 0,
        page:
          own.find(
            (taking) =>
              taking.course_id === id &&
              taking.edition === edition &&
              taking.occurrence_id === row.id,
          )?.page ?? null,
      })),
    sessions: planned
      .filter((session) => session.round === row.round && isInvited(tx, session, row.unit_id))
      .map(({ id, title, place, begins_at: at }) => ({
        id,
        title,
        place,
        beginsAt: at.toISOString(),
      })),
  }))
}

const dayLong = 24 * 60 * 60 * 1000

const isInvited = (tx: Transaction, { units }: SessionRecord, unit: string | null): boolean =>
  units.length === 0 ||
  units.some((each) => unitsUnder(tx.organization.view, each).includes(unit ?? ''))

/** How many pages the editions that are taught have. */
async function pagesOf(
  tx: Transaction,
  rows: readonly CourseRecord[],
): Promise<ReadonlyMap<string, number>> {
  if (rows.length === 0) return new Map()
  const counted = await tx.db
    .selectFrom('course_editions as e')
    .innerJoin('courses as c', (join) =>
      join
        .onRef('c.organization_id', '=', 'e.organization_id')
        .onRef('c.id', '=', 'e.course_id')
        .onRef('c.edition', '=', 'e.edition'),
    )
    .select(['c.id', sql<number>`jsonb_array_length(e.content -> 'pages')`.as('pages')])
    .where('e.organization_id', '=', tx.organization.id)
    .execute()
  return new Map(counted.map(({ id, pages }) => [id, pages]))
}

async function makingOf(tx: Transaction, taught: readonly Round[]): Promise<Making> {
  const rounds = taught.map(({ id, title }) => ({ id, title }))
  const ids = rounds.map(({ id }) => id)
  const counts = await countsOf(tx)
  const rows = await courseRows(tx)
    .where('rounds', '&&', sql<string[]>`${ids}::text[]`)
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .execute()
  const sessions = await sessionRows(tx)
    .where('round', 'in', ids)
    .orderBy('begins_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
  const present = Map.groupBy(
    await attendancesOf(
      tx,
      sessions.map(({ id }) => id),
    ),
    ({ session_id: id }) => id,
  )
  return {
    rounds,
    templates: [...tx.organization.pack.courses.values()].map(({ id, title }) => ({ id, title })),
    courses: rows.map((row) => rowOf(tx, row, counts)),
    sessions: sessions.map((row) => sessionOf(tx, row, present.get(row.id)?.length ?? 0)),
    units: [...tx.organization.view.units.values()].map(({ id, title }) => ({ id, title })),
    year: await yearOf(tx, ids),
  }
}

const titleOfRound = (tx: Transaction, id: string): string =>
  tx.organization.pack.rounds.get(id)?.title ?? id

function rowOf(
  tx: Transaction,
  { id, title, state, edition, rounds }: CourseRecord,
  counts: Awaited<ReturnType<typeof countsOf>>,
): CourseRow {
  const { begun, passed } = counts.get(id) ?? { begun: 0, passed: 0 }
  return {
    id,
    title,
    state,
    edition,
    rounds: rounds.map((round) => ({ id: round, title: titleOfRound(tx, round) })),
    begun,
    passed,
  }
}

function sessionOf(tx: Transaction, row: SessionRecord, present: number) {
  const { id, title, round, place, begins_at: at, state } = row
  return {
    id,
    title,
    roundTitle: titleOfRound(tx, round),
    place,
    beginsAt: at.toISOString(),
    state,
    present,
  }
}

/** By unit: whom rounds of training ask in this 年度, who has done it, and who by passing a test. */
async function yearOf(tx: Transaction, rounds: readonly string[]): Promise<UnitYear[]> {
  const { from, to } = fiscalYearSpan(fiscalYearOf(tx.today))
  const rows = await tx.db
    .selectFrom('occurrences as o')
    .select([
      'o.unit_id',
      sql<number>`count(*)::int`.as('asked'),
      sql<number>`(count(*) filter (where o.closed_at is not null))::int`.as('done'),
      sql<number>`(count(*) filter (where exists (select from course_takings k where k.organization_id = o.organization_id
        and k.occurrence_id = o.id and k.passed_at is not null)))::int`.as('passed'),
    ])
    .where('o.organization_id', '=', tx.organization.id)
    .where('o.subject_kind', '=', 'person')
    .where('o.round', 'in', [...rounds])
    .where('o.due_at', '>=', new Date(`${from}T00:00:00+09:00`))
    .where('o.due_at', '<=', new Date(`${to}T23:59:59+09:00`))
    .where((eb) => eb.or([eb('o.closed_with', 'is', null), eb('o.closed_with', '!=', 'gone')]))
    .groupBy('o.unit_id')
    .execute()
  const { units } = tx.organization.view
  return rows
    .map(({ unit_id: unit, ...figures }) => ({
      unit: units.get(unit ?? '')?.title ?? sayTo(tx, nouns.unit),
      ...figures,
    }))
    .toSorted((a, b) => a.unit.localeCompare(b.unit, 'ja'))
}

/** One course with all that is written in it, for those who keep the ledger of trainings. */
export const course = defineQuery({
  name: 'course.show',
  input: CoursePath,
  async authorise(tx, { id }) {
    const row = await courseRow(tx, id)
    demandTeaching(tx, row.rounds)
    return row
  },
  async run(tx, _input, row): Promise<CourseView> {
    const content = contentOf(row.draft, row.title)
    const taught = row.edition === 0 ? undefined : await taughtContent(tx, row)
    return {
      ...rowOf(tx, row, await countsOf(tx)),
      content,
      version: row.version,
      changed: JSON.stringify(taught) !== JSON.stringify(content),
      mayChange: taughtRounds(tx)
        .filter(({ id }) => row.rounds.includes(id))
        .every((round) => mayTeach(tx, round, row.unit_id)),
      making: roundsTaught(tx).map(({ id, title }) => ({ id, title })),
    }
  },
})

/** A session with its list. */
export const session = defineQuery({
  name: 'course.session',
  input: CoursePath,
  authorise: (tx, input) => ownSession(tx, input.id),
  async run(tx, _input, { session: row }): Promise<SessionView> {
    const present = new Map(
      (await attendancesOf(tx, [row.id])).map(({ person_id: id, how }) => [id, how]),
    )
    const invited = row.state === 'planned' ? await invitedTo(tx, row) : []
    const { persons, units } = tx.organization.view
    return {
      ...sessionOf(tx, row, present.size),
      round: row.round,
      version: row.version,
      invited: [...new Set([...invited, ...present.keys()])]
        .map((id) => ({
          person: id,
          name: persons.get(id)?.name ?? '',
          unit: units.get(persons.get(id)?.unit ?? '')?.title ?? '',
          present: present.get(id) ?? null,
        }))
        .toSorted(
          (a, b) => a.unit.localeCompare(b.unit, 'ja') || a.name.localeCompare(b.name, 'ja'),
        ),
    }
  },
})
