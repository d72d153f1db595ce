import { sql } from 'kysely'
import { addDays, endOfDay, endsWithDay } from '#kernel/calendar/index.ts'
import { anyone, TaskTexts } from '#features/tasks/server/public.ts'
import type { Words } from '#kernel/words/words.ts'
import { languageOf, sayTo } from '#platform/access/language.ts'
import { actingTitle, decodeCaseState } from '#kernel/procedures/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { storedOr } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { HomePageSize } from '../contract/home.ts'
import type { Home, NoticeRow, TaskRow, WaitingRow } from '../contract/home.ts'
import { isOfIncident, peopleOf, strandedAt, strandedSeats, withOwnDetails } from './homeDetails.ts'
import { personsWhoCannotAct, mayHandOver } from './handOver.ts'
import { claimsOf, seesRestricted } from './access.ts'

/** Tasks on the first page, unless more are asked for; the others are only counted. */
const firstTasks = 50

/** 私の仕事: the open tasks of the actor, and the actor's cases that wait for others. */
export const home = defineQuery({
  name: 'task.home',
  input: HomePageSize,
  authorise: () => undefined,
  run: async (tx, { limit = firstTasks }): Promise<Home> => {
    const person = actorPerson(tx)
    if (person === undefined)
      return { today: [], week: [], later: [], waiting: [], notices: [], stranded: [], total: 0 }
    const { rows: tasks, own, total } = await tasksOf(tx, person, limit)
    const endOfToday = endOfDay(tx.today)
    const endOfWeek = endOfDay(addDays(tx.today, 7))
    const until = (row: TaskRow): string => row.dueAt ?? endOfWeek
    const at = (text: string): number => new Date(text).getTime()
    const rows = (await withOwnDetails(tx, tasks, own)).toSorted(
      (a, b) => at(until(a)) - at(until(b)),
    )
    return {
      today: rows.filter((row) => at(until(row)) <= at(endOfToday)),
      week: rows.filter(
        (row) => at(until(row)) > at(endOfToday) && at(until(row)) <= at(endOfWeek),
      ),
      later: rows.filter((row) => at(until(row)) > at(endOfWeek)),
      waiting: await waitingOf(tx, person),
      notices: await noticesOf(tx, person),
      stranded: await strandedSeats(tx),
      total,
    }
  },
})

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
  readonly total: string
}

/**
 * Open tasks that the person may act on today: those of the person, those of roles whose turn is
 * the person's, and those of persons who left, to be handed over.
 */
async function tasksOf(
  tx: Transaction,
  person: string,
  limit: number,
): Promise<{ rows: TaskRow[]; own: ReadonlySet<string>; total: number }> {
  const seats = claimsOf(tx, person).map(({ seat, as, requires, insteadOf }) => ({
    role: seat.role,
    scope: seat.scope,
    scope_id: seat.id,
    turn: as,
    requires,
    holder: insteadOf ?? null,
  }))
  const claims = JSON.stringify([
    ...seats,
    {
      role: anyone,
      scope: 'organization',
      scope_id: '',
      turn: 'anyone',
      requires: [],
      holder: null,
    },
  ])
  const leavers = personsWhoCannotAct(tx).filter((leaver) => mayHandOver(tx, leaver))
  const org = tx.organization.id
  const { rows } = await sql<TaskRecord>`
    with mine as (
      select t.*, 'person' as turn, null::uuid as holder from tasks t where t.organization_id = ${org} and t.person_id = ${person} and t.done_at is null and not (${person}::uuid = any(t.excluded))
      union all
      select t.*, c.turn, c.holder from json_to_recordset(${claims}) as c(role text, scope text, scope_id text, turn text, requires uuid[], holder uuid)
      join tasks t on t.organization_id = ${org} and t.role = c.role and t.scope = c.scope and t.scope_id = c.scope_id and t.done_at is null and t.kind <> 'meeting'
      where not (${person}::uuid = any(t.excluded)) and t.excluded @> c.requires
      union all
      select t.*, 'hand-over' as turn, t.person_id as holder from tasks t left join cases c on c.organization_id = ${org} and c.id = t.case_id
      where t.organization_id = ${org} and t.person_id = any(${leavers}::uuid[]) and t.done_at is null and (c.restricted is not true or ${seesRestricted(tx, person)})
    )
    select m.id, m.kind, m.case_id, m.step, m.title, m.subject as own_subject, m.href, m.verb, m.english, m.due_at, m.created_at, m.role, m.turn, m.holder, c.number, c.subject, c.procedure, c.applicant_id, count(*) over () as total
    from mine m left join cases c on c.organization_id = ${org} and c.id = m.case_id
    order by m.due_at nulls last, m.created_at limit ${limit}`.execute(tx.db)
  return {
    rows: rows.map((row) => taskRow(tx, row)),
    own: new Set(rows.flatMap((row) => (row.applicant_id === person ? (row.case_id ?? []) : []))),
    total: Number(rows[0]?.total ?? 0),
  }
}

/** Labels of the buttons of tasks of cases. */
const verbs = {
  handOver: { ja: '引き継ぐ', en: 'Take over' },
  paper: { ja: '紙を記録する', en: 'Record the paper' },
  decide: { ja: '見て決める', en: 'Look and decide' },
  fillIn: { ja: '記入する', en: 'Fill in' },
} as const satisfies Readonly<Record<string, Words>>

function taskRow(tx: Transaction, row: TaskRecord): TaskRow {
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
    dueAt: row.due_at?.toISOString() ?? null,
    wholeDay:
      row.kind === 'errand' ||
      (step?.within !== undefined &&
        (step.within.kind === 'span' ? endsWithDay(step.within) : field?.type === 'date')),
    planned: false,
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

/**
 * The person's open cases that others must act on now. Where a case cannot be read, the list says
 * so instead of naming whom it waits for.
 */
async function waitingOf(tx: Transaction, person: string): Promise<WaitingRow[]> {
  const { pack } = tx.organization
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'number', 'subject', 'procedure', 'step', 'due_at', 'state', 'opened_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('applicant_id', '=', person)
    .where('status', '=', 'open')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('tasks')
            .select('tasks.id')
            .whereRef('tasks.case_id', '=', 'cases.id')
            .where('tasks.organization_id', '=', tx.organization.id)
            .where('tasks.person_id', '=', person)
            .where('tasks.done_at', 'is', null),
        ),
      ),
    )
    .orderBy('opened_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => {
    const decoded = decodeCaseState(row.state, row.number)
    return {
      id: row.id,
      number: row.number,
      subject: row.subject,
      title: pack.procedures.get(row.procedure)?.title ?? row.procedure,
      ...(decoded.ok
        ? {
            waitingFor: sayTo(tx, actingTitle(decoded.state.waitingFor, peopleOf(tx))),
            since: decoded.state.enteredAt,
            stranded: strandedAt(tx, pack.procedures.get(row.procedure), decoded.state, person),
          }
        : {
            waitingFor: sayTo(tx, decoded.problem.title),
            since: row.opened_at.toISOString(),
            stranded: null,
          }),
      dueAt: row.due_at?.toISOString() ?? null,
    }
  })
}

async function noticesOf(tx: Transaction, person: string): Promise<NoticeRow[]> {
  const rows = await tx.db
    .selectFrom('notices as n')
    .leftJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 'n.organization_id').onRef('c.id', '=', 'n.case_id'),
    )
    .select([
      'n.id',
      'n.message',
      'n.case_id',
      'n.href',
      'n.at',
      'n.kind',
      'c.number',
      'c.procedure',
    ])
    .where('n.organization_id', '=', tx.organization.id)
    .where('n.person_id', '=', person)
    .where('n.read_at', 'is', null)
    .orderBy('n.at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    message: row.message,
    caseId: row.case_id,
    href: row.href ?? (row.case_id === null ? null : `/cases/${row.case_id}`),
    number: row.number,
    at: row.at.toISOString(),
    urgent: row.kind === 'call' || isOfIncident(tx.organization.pack, row.procedure),
  }))
}
