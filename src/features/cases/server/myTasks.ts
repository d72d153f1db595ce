import { sql } from 'kysely'
import { addDays, endOfDay, endsWithDay } from '#kernel/calendar/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { anyone, TaskTexts } from '#features/tasks/server/public.ts'
import { languageOf } from '#platform/access/language.ts'
import { actorPerson } from '#platform/access/party.ts'
import { cursorsOf } from '#platform/gate/cursors.ts'
import { storedOr } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { TaskPage, TaskRow } from '../contract/home.ts'
import { claimsOf, seesRestricted } from './access.ts'
import { mayHandOver, personsWhoCannotAct } from './handOver.ts'
import { plansOf, withQuestions } from './homeDetails.ts'

const pageSize = 50

/** Tasks stand by when they are due or planned; those without either at the end of the week. */
const positions = cursorsOf('tasks', 'instant', 'uuid')

export const noTasks: TaskPage = {
  today: [],
  week: [],
  later: [],
  counts: { today: 0, week: 0, later: 0 },
  total: 0,
}

interface TaskRecord {
  readonly id: string
  readonly kind: string
  readonly case_id: string | null
  readonly step: string | null
  readonly title: string
  readonly due_at: Date | null
  readonly created_at: Date
  readonly number: string | null
  readonly subject: string | null
  readonly procedure: string | null
  readonly applicant_id: string | null
  readonly href: string | null
  readonly verb: string | null
  readonly own_subject: string | null
  readonly english: unknown
  readonly role: string | null
  readonly turn: string
  readonly holder: string | null
  readonly planned_at: Date | null
  readonly until: Date
}

interface TaskCounts {
  readonly today: string
  readonly week: string
  readonly total: string
}

/**
 * A page of the open tasks that the person may act on today: those of the person, those of roles
 * whose turn is the person's, and those of persons who left, to be handed over.
 */
export async function tasksOf(tx: Transaction, person: string, after?: string): Promise<TaskPage> {
  const [until, id] = after === undefined ? [] : positions.read(after)
  const plans = await plansOf(tx, person)
  const endOfToday = new Date(endOfDay(tx.today))
  const endOfWeek = new Date(endOfDay(addDays(tx.today, 7)))
  const claims = claimsForSql(tx, person)
  const leavers = personsWhoCannotAct(tx).filter((leaver) => mayHandOver(tx, leaver))
  const org = tx.organization.id
  // What nobody left or planned is left out: each part costs PostgreSQL time to plan.
  const handedOver = sql`
      union all
      select t.id, t.case_id, t.due_at, 'hand-over' as turn, t.person_id as holder
      from tasks t left join cases c on c.organization_id = ${org} and c.id = t.case_id
      where t.organization_id = ${org} and t.person_id = any(${leavers}::uuid[]) and t.done_at is null
        and (c.restricted is not true or ${seesRestricted(tx, person)})`
  const dues = JSON.stringify([...plans].map(([task, plan]) => ({ id: task, at: plan.due })))
  const planned = sql`
      left join json_to_recordset(${dues}) as p(id uuid, at timestamptz) on p.id = m.id`
  const plan = plans.size > 0 ? sql`p.at` : sql`null::timestamptz`
  const isAfter =
    until === undefined || id === undefined
      ? sql``
      : sql`where (until, id) > (${until}::timestamptz, ${id}::uuid)`
  const { rows: found } = await sql<Partial<TaskRecord> & TaskCounts>`
    with mine as (
      select t.id, t.case_id, t.due_at, 'person' as turn, null::uuid as holder from tasks t
      where t.organization_id = ${org} and t.person_id = ${person} and t.done_at is null
        and not (${person}::uuid = any(t.excluded))
      union all
      select t.id, t.case_id, t.due_at, c.turn, c.holder
      from json_to_recordset(${claims})
        as c(role text, scope text, scope_id text, turn text, requires uuid[], holder uuid)
      join tasks t on t.organization_id = ${org} and t.role = c.role and t.scope = c.scope
        and t.scope_id = c.scope_id and t.done_at is null and t.kind <> 'meeting'
      where not (${person}::uuid = any(t.excluded)) and t.excluded @> c.requires
      ${leavers.length > 0 ? handedOver : sql``}
    ), dated as (
      select m.*, ${plan} as planned_at,
        coalesce(m.due_at, ${plan}, ${endOfWeek}::timestamptz) as until
      from mine m ${plans.size > 0 ? planned : sql``}
    ), counts as (
      select count(*) filter (where until <= ${endOfToday}) as today,
        count(*) filter (where until > ${endOfToday} and until <= ${endOfWeek}) as week,
        count(*) as total
      from dated
    ), page as (
      select * from dated ${isAfter} order by until, id limit ${pageSize + 1}
    )
    select n.today, n.week, n.total, m.id, t.kind, t.case_id, t.step, t.title,
      t.subject as own_subject, t.href, t.verb, t.english, t.due_at, t.created_at, t.role,
      m.turn, m.holder, m.planned_at, m.until, c.number, c.subject, c.procedure, c.applicant_id
    from counts n
    left join (page m join tasks t on t.organization_id = ${org} and t.id = m.id
      left join cases c on c.organization_id = ${org} and c.id = t.case_id) on true
    order by m.until, m.id`.execute(tx.db)
  // Where the page is empty, the counts stand alone.
  const rows = found.filter((row): row is TaskRecord & TaskCounts => (row.id ?? null) !== null)
  const page = rows.slice(0, pageSize)
  const shown = await withQuestions(
    tx,
    page.map((row) => taskRow(tx, row, plans.get(row.id)?.wholeDay)),
    page.flatMap((row) => (row.applicant_id === person ? (row.case_id ?? []) : [])),
  )
  const between = (from: Date | undefined, to: Date | undefined): TaskRow[] =>
    shown.filter(
      (_, index) =>
        (from === undefined || page[index]!.until > from) &&
        (to === undefined || page[index]!.until <= to),
    )
  const last = page.at(-1)
  const { today, week, total } = found[0]!
  return {
    today: between(undefined, endOfToday),
    week: between(endOfToday, endOfWeek),
    later: between(endOfWeek, undefined),
    counts: {
      today: Number(today),
      week: Number(week),
      later: Number(total) - Number(today) - Number(week),
    },
    total: Number(total),
    ...(rows.length > pageSize && last !== undefined
      ? { next: positions.write([last.until.toISOString(), last.id]) }
      : {}),
  }
}

/** The seats for whose tasks it is the person's turn, and everybody, as JSON that SQL reads. */
function claimsForSql(tx: Transaction, person: string): string {
  const seats = claimsOf(tx, person).map(({ seat, as, requires, insteadOf }) => ({
    role: seat.role,
    scope: seat.scope,
    scope_id: seat.id,
    turn: as,
    requires,
    holder: insteadOf ?? null,
  }))
  const everybody = {
    role: anyone,
    scope: 'organization',
    scope_id: '',
    turn: 'anyone',
    requires: [],
    holder: null,
  }
  return JSON.stringify([...seats, everybody])
}

/** Labels of the buttons of tasks of cases. */
const verbs = {
  handOver: { ja: '引き継ぐ', en: 'Take over' },
  paper: { ja: '紙を記録する', en: 'Record the paper' },
  decide: { ja: '見て決める', en: 'Look and decide' },
  fillIn: { ja: '記入する', en: 'Fill in' },
} as const satisfies Readonly<Record<string, Words>>

/** `planWholeDay`: whether the plan of a task without a limit is for a day. */
function taskRow(tx: Transaction, row: TaskRecord, planWholeDay: boolean | undefined): TaskRow {
  const language = languageOf(tx)
  const own =
    (language === 'en' ? storedOr(TaskTexts, row.english) : undefined) ??
    ({ title: row.title, subject: row.own_subject, verb: row.verb } as const)
  const { pack, view } = tx.organization
  const procedure = pack.procedures.get(row.procedure ?? '')
  const step = procedure?.steps.get(row.step ?? '')
  const field =
    step?.within?.kind === 'until'
      ? procedure?.fields.find(
          (candidate) => candidate.id === (step.within as { field: string }).field,
        )
      : undefined
  return {
    id: row.id,
    kind: row.kind,
    caseId: row.case_id,
    href: row.href ?? (row.case_id === null ? null : `/cases/${row.case_id}`),
    number: row.number ?? '',
    title: own.title,
    subject: row.subject ?? own.subject ?? procedure?.title ?? '',
    from:
      row.applicant_id === actorPerson(tx)
        ? ''
        : (view.persons.get(row.applicant_id ?? '')?.name ?? ''),
    dueAt: (row.due_at ?? row.planned_at)?.toISOString() ?? null,
    wholeDay:
      planWholeDay ??
      (row.kind === 'errand' ||
        (step?.within !== undefined &&
          (step.within.kind === 'span' ? endsWithDay(step.within) : field?.type === 'date'))),
    planned: row.due_at === null && row.planned_at !== null,
    asked: null,
    verb:
      row.turn === 'hand-over'
        ? verbs.handOver[language]
        : row.kind === 'paper'
          ? verbs.paper[language]
          : (own.verb ?? verbs[step?.decides ? 'decide' : 'fillIn'][language]),
    as: row.turn,
    insteadOf: view.persons.get(row.holder ?? '')?.name ?? null,
    createdAt: row.created_at.toISOString(),
  }
}
