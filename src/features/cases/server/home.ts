import { sql } from 'kysely'
import { Type } from 'typebox'
import { actingTitle, deadlineOf, decodeCaseState } from '#kernel/procedures/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { sayTo } from '#platform/access/language.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { TaskPageQuery } from '../contract/home.ts'
import type { Home, NoticeRow, TaskPage, WaitingRow } from '../contract/home.ts'
import { awayOf } from './away.ts'
import { isOfIncident, peopleOf, strandedAt, strandedSeats } from './homeDetails.ts'
import { noTasks, tasksOf } from './myTasks.ts'

/** Cases that wait for others, on the home page; the others are only counted. */
const maxWaiting = 50
const maxNotices = 30

/** 私の仕事: the open tasks of the actor, and the actor's cases that wait for others. */
export const home = defineQuery({
  name: 'task.home',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<Home> => {
    const person = actorPerson(tx)
    if (person === undefined)
      return {
        ...noTasks,
        waiting: [],
        waitingCount: 0,
        notices: [],
        noticeCount: 0,
        stranded: [],
        away: null,
        actingFor: [],
      }
    const [tasks, waiting, notices, stranded, absences] = await Promise.all([
      tasksOf(tx, person),
      waitingOf(tx, person),
      noticesOf(tx, person),
      strandedSeats(tx),
      awayOf(tx, person),
    ])
    return {
      ...tasks,
      waiting: waiting.rows,
      waitingCount: waiting.count,
      notices: notices.rows,
      noticeCount: notices.count,
      stranded,
      ...absences,
    }
  },
})

/** The page of the actor's open tasks after a position. */
export const moreTasks = defineQuery({
  name: 'task.more',
  input: TaskPageQuery,
  authorise: () => undefined,
  run: async (tx, { after }): Promise<TaskPage> => {
    const person = actorPerson(tx)
    return person === undefined ? noTasks : tasksOf(tx, person, after)
  },
})

/**
 * The person's open cases that others must act on now. Where a case cannot be read, the list says
 * so instead of naming whom it waits for.
 */
async function waitingOf(
  tx: Transaction,
  person: string,
): Promise<{ rows: WaitingRow[]; count: number }> {
  const { pack } = tx.organization
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'number', 'subject', 'procedure', 'step', 'due_at', 'state', 'opened_at'])
    .select(sql<string>`count(*) over ()`.as('count'))
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
    .limit(maxWaiting)
    .execute()
  const shown = rows.map((row) => {
    const decoded = decodeCaseState(row.state, row.number)
    const step = pack.procedures.get(row.procedure)?.steps.get(row.step ?? '')
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
      wholeDay:
        (step && decoded.ok ? deadlineOf(step, decoded.state)?.wholeDay : undefined) ?? true,
    }
  })
  return { rows: shown, count: Number(rows[0]?.count ?? 0) }
}

async function noticesOf(
  tx: Transaction,
  person: string,
): Promise<{ rows: NoticeRow[]; count: number }> {
  const rows = await tx.db
    .selectFrom('notices as n')
    .leftJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 'n.organization_id').onRef('c.id', '=', 'n.case_id'),
    )
    .select([
      'n.id',
      'n.message',
      'n.english',
      'n.case_id',
      'n.href',
      'n.at',
      'n.kind',
      'c.number',
      'c.procedure',
    ])
    .select(sql<string>`count(*) over ()`.as('count'))
    .where('n.organization_id', '=', tx.organization.id)
    .where('n.person_id', '=', person)
    .where('n.read_at', 'is', null)
    .orderBy('n.at', 'desc')
    .limit(maxNotices)
    .execute()
  const shown = rows.map((row) => ({
    id: row.id,
    message: sayTo(tx, { ja: row.message, en: row.english ?? row.message }),
    caseId: row.case_id,
    href: row.href ?? (row.case_id === null ? null : `/cases/${row.case_id}`),
    number: row.number,
    at: row.at.toISOString(),
    urgent: row.kind === 'call' || isOfIncident(tx.organization.pack, row.procedure),
  }))
  return { rows: shown, count: Number(rows[0]?.count ?? 0) }
}
