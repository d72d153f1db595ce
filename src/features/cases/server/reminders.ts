import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import { Type } from 'typebox'
import { actorsOf, decodeCaseState, lateness } from '#kernel/procedures/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { JobContext, RecurringJob } from '#platform/jobs/outbox.ts'
import { caseContexts, procedureOf } from './context.ts'
import { lockedCase } from './locks.ts'
import type { CaseRow, StoredCase } from './store.ts'
import { dismissReminders } from './dismissReminders.ts'
import { packWords } from '#kernel/packs/english.ts'
import type { Words } from '#kernel/words/words.ts'

const program = { kind: 'program', name: 'reminders' } as const

/**
 * Reminds the persons named by the procedure that a case is past its due date. Each person is
 * reminded once for each day that the procedure names.
 */
const remindCase = defineAction({
  name: 'case.remind',
  title: { ja: '期限が過ぎたことを知らせた', en: 'Reminded of a date that had passed' },
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  authorise: (tx, input) => lockedCase(tx, input.id),
  async run(tx, _input, stored) {
    const due = (await dueReminders(tx, [stored])).get(stored.id)
    const { reminders = [], late } = due ?? {}
    const message = reminderWords(stored, {
      title: packWords(tx.organization.pack, late?.title ?? ''),
      days: late?.days ?? 0,
    })
    for (const { person, task, on } of reminders) {
      dismissReminders(tx, stored.id, person)
      await tx.db
        .insertInto('reminders')
        .values({
          organization_id: tx.organization.id,
          task_id: task,
          person_id: person,
          on_date: on,
          sent_at: tx.now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await tx.db
        .insertInto('notices')
        .values({
          organization_id: tx.organization.id,
          id: tx.newId(),
          person_id: person,
          case_id: stored.id,
          kind: 'reminder',
          message: message.ja,
          english: message.en,
          at: tx.now,
        })
        .execute()
    }
    return {
      result: reminders.length,
      event: {
        subject: { kind: 'case', id: stored.id },
        detail: {
          number: stored.number,
          step: stored.state.step,
          days: late?.days,
          reminded: reminders.map((reminder) => reminder.person),
        },
      },
      outgoing: reminders.map((reminder) => ({
        kind: 'mail',
        payload: { person: reminder.person, subject: message.ja, caseId: stored.id },
      })),
    }
  },
})

/** What a reminder says: the case, its step, and since when it is late. */
export function reminderWords(
  { subject, number }: Pick<StoredCase, 'subject' | 'number'>,
  { title, days }: { readonly title: Words; readonly days: number },
): Words {
  const since =
    days === 0
      ? { ja: '過ぎました', en: 'has passed its time limit' }
      : {
          ja: `${days}日過ぎています`,
          en: `is ${days} ${days === 1 ? 'day' : 'days'} past its time limit`,
        }
  return {
    ja: `「${subject}」（${number}）の「${title.ja}」が期限を${since.ja}。`,
    en: `“${title.en}” of “${subject}” (${number}) ${since.en}.`,
  }
}

interface DueReminder {
  readonly person: string
  readonly task: string
  readonly on: string
}

interface Due {
  readonly reminders: readonly DueReminder[]
  readonly late: { readonly title: string; readonly days: number }
}

/**
 * For each case past its due date, the persons to remind now: those not reminded for that day yet,
 * whichever task of the case was open then. Sends as many statements for many cases as for one.
 */
async function dueReminders(
  tx: Transaction,
  cases: readonly Pick<StoredCase, 'id' | 'state'>[],
): Promise<ReadonlyMap<string, Due>> {
  const ids = cases.map(({ id }) => id)
  const contextOf = await caseContexts(
    tx,
    cases.map(({ state }) => ({
      procedure: procedureOf(tx, state.procedure),
      fields: state.fields,
    })),
  )
  const tasks = await firstTasks(tx, ids)
  const sent = await sentReminders(tx, ids)
  const due = new Map<string, Due>()
  for (const { id, state } of cases) {
    const procedure = procedureOf(tx, state.procedure)
    const context = contextOf({ procedure, fields: state.fields })
    const late = lateness(procedure, state, context)
    const task = tasks.get(id)
    if (!late || !task) continue
    const expected = late.reminders.flatMap(({ who, on }) => {
      const actors = actorsOf({ party: who, excluded: [] }, context)
      return actors === 'anyone' ? [] : actors.map((person) => ({ person, task, on }))
    })
    const unsent = new Map(
      expected
        .filter((reminder) => !sent.has(`${id}|${reminder.person}|${reminder.on}`))
        .map((reminder) => [`${reminder.person}|${reminder.on}`, reminder]),
    )
    const title = procedure.steps.get(late.step)?.title ?? late.step
    due.set(id, { reminders: [...unsent.values()], late: { title, days: late.days } })
  }
  return due
}

/** Id of the oldest open task, by case. */
async function firstTasks(
  tx: Transaction,
  cases: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom('tasks')
    .distinctOn('case_id')
    .select(['case_id', 'id'])
    .where('organization_id', '=', tx.organization.id)
    .where('case_id', '=', sql<string>`any(${[...cases]}::uuid[])`)
    .where('done_at', 'is', null)
    .orderBy('case_id')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.case_id ?? '', row.id]))
}

/** Reminders already sent, as `case|person|day`. */
async function sentReminders(
  tx: Transaction,
  cases: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('reminders as r')
    .innerJoin('tasks as t', (join) =>
      join.onRef('t.organization_id', '=', 'r.organization_id').onRef('t.id', '=', 'r.task_id'),
    )
    .select(['t.case_id', 'r.person_id', 'r.on_date'])
    .where('r.organization_id', '=', tx.organization.id)
    .where('t.case_id', '=', sql<string>`any(${[...cases]}::uuid[])`)
    .execute()
  return new Set(rows.map((row) => `${row.case_id}|${row.person_id}|${row.on_date}`))
}

/** Versions of cases that were logged as unreadable: the job runs every minute, one line is enough. */
const loggedUnreadable = new Set<string>()

/** The case, or nothing where its state cannot be read, which is logged. */
function readableCase(
  row: LateCase,
  { organizationId, services }: JobContext,
): readonly Pick<StoredCase, 'id' | 'state'>[] {
  const decoded = decodeCaseState(row.state, row.number)
  if (decoded.ok) return [{ id: row.id, state: decoded.state }]
  const key = `${organizationId}/${row.id}/${row.version}`
  if (!loggedUnreadable.has(key)) {
    loggedUnreadable.add(key)
    const problem = decoded.problem.code
    services.log.error(
      { job: 'remindLateCases', organizationId, case: row.id, problem },
      'unreadable case',
    )
  }
  return []
}

/** Cases read at a time: the states of so many are held in memory. */
const together = 500

/**
 * Finds cases past their due date and reminds. Safe to run at any time and repeatedly. A case that
 * cannot be read is logged and left out.
 */
export const remindLateCases: RecurringJob = async (job) => {
  const { organizationId, services } = job
  const due = await services.gate.transact(organizationId, program, 'read', async (tx) => {
    const ids: string[] = []
    let last: LateCase | undefined
    do {
      const late: readonly LateCase[] = await lateCases(tx, last)
      for (const [id, { reminders }] of await dueReminders(
        tx,
        late.flatMap((row) => readableCase(row, job)),
      ))
        if (reminders.length > 0) ids.push(id)
      last = late.length < together ? undefined : late.at(-1)
    } while (last)
    return ids
  })
  for (const id of due)
    await performAction(services.gate, organizationId, program, remindCase, { id })
}

type LateCase = CaseRow & { readonly due_at: Date | null }

/**
 * Open cases past their due date that come after `last`, longest overdue first. They are found by
 * their open tasks, which carry the due date of the case: an index of cases by due date would be
 * written with every act. A case without an open task has nobody to remind.
 */
async function lateCases(tx: Transaction, last: LateCase | undefined): Promise<LateCase[]> {
  const organization = tx.organization.id
  let query = tx.db
    .selectFrom('cases')
    .select([
      'id',
      'number',
      'subject',
      'version',
      'opened_at',
      'edition_hash',
      'record',
      'state',
      'due_at',
    ])
    .where('organization_id', '=', organization)
    .where('status', '=', 'open')
    .where('due_at', '<', tx.now)
    .where('id', 'in', (tasks) =>
      tasks
        .selectFrom('tasks')
        .select('case_id')
        .where('organization_id', '=', organization)
        .where('done_at', 'is', null)
        .where('due_at', '<', tx.now),
    )
  if (last) query = query.where(sql<SqlBool>`(due_at, id) > (${last.due_at}, ${last.id})`)
  return query.orderBy('due_at').orderBy('id').limit(together).execute()
}
