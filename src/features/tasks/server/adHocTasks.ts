import { sql } from 'kysely'
import type { Party } from '#kernel/organization/index.ts'
import { inLanguage } from '#kernel/words/words.ts'
import type { Language, Said, Words } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { notify } from './notify.ts'
import { keyOf, placeOf } from './places.ts'
import type { TaskPlace } from './places.ts'
import type { TaskTexts } from './taskTexts.ts'

/** A task that is no step of a case: a page to go to and something to do there. */
export interface AdHocTask {
  /** What is to be done, and with what: 「廃棄の手続を始める」「媒体管理簿 3件」. */
  readonly title: Words
  readonly subject: Said
  /** A page of the program: `/registers/media?f.keep=expired`. */
  readonly href: string
  /** What the button says. */
  readonly verb: Words
  readonly party: Party
  readonly due?: Date
}

type Row = Readonly<{
  purpose: string
  title: string
  subject: string
  href: string
  verb: string
  /** The three texts in English, as JSON. */
  english: string
  due_at: Date | null
}> &
  TaskPlace

/** The changes that turn the open ad hoc tasks for a purpose into the wanted ones. */
export interface AdHocTaskPlan {
  readonly add: readonly Row[]
  readonly change: readonly (Row & { readonly id: string })[]
  readonly end: readonly string[]
  readonly isEmpty: boolean
}

/**
 * Compares the open ad hoc tasks for a purpose (`stocktake/…`) with the wanted ones. There is one
 * for each party. Changes nothing yet.
 */
export function planAdHocTasks(
  tx: Transaction,
  purpose: string,
  tasks: readonly AdHocTask[],
): Promise<AdHocTaskPlan> {
  return planAll(tx, new Map([[purpose, tasks]]))
}

/** Like `planAdHocTasks`, but for several purposes in one statement. */
async function planAll(
  tx: Transaction,
  tasks: ReadonlyMap<string, readonly AdHocTask[]>,
): Promise<AdHocTaskPlan> {
  const wanted = wantedRows(tasks)
  const openTasks = await tx.db
    .selectFrom('tasks')
    .select([
      'id',
      'purpose',
      'person_id',
      'role',
      'scope',
      'scope_id',
      'title',
      'subject',
      'english',
      'href',
      'due_at',
    ])
    .where('organization_id', '=', tx.organization.id)
    .where('purpose', '=', sql<string>`any(${[...tasks.keys()]}::text[])`)
    .where('done_at', 'is', null)
    .execute()
  const change: (Row & { id: string })[] = []
  const end: string[] = []
  for (const task of openTasks) {
    const key = `${task.purpose} ${keyOf(task)}`
    const row = wanted.get(key)
    wanted.delete(key)
    if (!row) end.push(task.id)
    else if (
      row.title !== task.title ||
      row.subject !== task.subject ||
      row.english !== JSON.stringify(task.english) ||
      row.href !== task.href ||
      row.due_at?.getTime() !== task.due_at?.getTime()
    )
      change.push({ ...row, id: task.id })
  }
  return {
    // Sorted: of two transactions that insert the same task, the second waits until the first ends.
    add: [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
    change,
    end,
    isEmpty: wanted.size + change.length + end.length === 0,
  }
}

/** The rows of the wanted tasks, by purpose and place. */
function wantedRows(tasks: ReadonlyMap<string, readonly AdHocTask[]>): Map<string, Row> {
  return new Map(
    [...tasks].flatMap(([purpose, wanted]) =>
      wanted.map((task): [string, Row] => {
        const place = placeOf(task.party)
        const row = {
          purpose,
          ...textsOf(task, 'ja'),
          english: JSON.stringify(textsOf(task, 'en')),
          href: task.href,
          due_at: task.due ?? null,
          ...place,
        }
        return [`${purpose} ${keyOf(place)}`, row]
      }),
    ),
  )
}

function textsOf({ title, subject, verb }: AdHocTask, language: Language): TaskTexts {
  return {
    title: title[language],
    subject: inLanguage(subject, language),
    verb: verb[language],
  }
}

/** Writes the changes of a plan. */
export async function applyAdHocTaskPlan(tx: Transaction, plan: AdHocTaskPlan): Promise<void> {
  const organization_id = tx.organization.id
  for (const part of chunkRows(plan.add))
    await tx.db
      .insertInto('tasks')
      .values(
        part.map((row) => ({
          organization_id,
          id: tx.newId(),
          kind: 'errand' as const,
          ...row,
          created_at: tx.now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const affectedIds = [...plan.change.map(({ id }) => id), ...plan.end]
  if (affectedIds.length === 0) return
  tx.deferWrite(
    tx.db
      .selectFrom('tasks')
      .select('id')
      .where('organization_id', '=', organization_id)
      .where('id', '=', sql<string>`any(${affectedIds}::uuid[])`)
      .orderBy('id')
      .forNoKeyUpdate(),
  )
  if (plan.change.length > 0) {
    const rows = plan.change.map(({ english, ...row }): Readonly<Record<string, unknown>> => ({
      ...row,
      english: JSON.parse(english),
    }))
    const statement = sql`
      update tasks t set title = r.title, subject = r.subject, verb = r.verb, english = r.english, href = r.href, due_at = r.due_at
      from json_to_recordset(${JSON.stringify(rows)}) as r(id uuid, title text, subject text, verb text, english json, href text, due_at timestamptz)
      where t.organization_id = ${organization_id} and t.id = r.id
      returning ${sql.raw(stateColumns('tasks', 't', ['tasks']))}`
    tx.deferWrite({ compile: () => statement.compile(tx.db) })
  }
  if (plan.end.length > 0)
    tx.deferWrite(
      tx.db
        .updateTable('tasks')
        .set({ done_at: tx.now, done_by: actorPerson(tx) ?? null })
        .where('organization_id', '=', organization_id)
        .where('id', 'in', [...plan.end]),
    )
}

/** Replaces the open ad hoc tasks for a purpose by the wanted ones. */
export function setAdHocTasks(
  tx: Transaction,
  purpose: string,
  tasks: readonly AdHocTask[],
): Promise<void> {
  return setAllAdHocTasks(tx, new Map([[purpose, tasks]]))
}

/** Like `setAdHocTasks`, but for several purposes, in as many statements as for one. */
export async function setAllAdHocTasks(
  tx: Transaction,
  tasks: ReadonlyMap<string, readonly AdHocTask[]>,
): Promise<void> {
  if (tasks.size > 0) await applyAdHocTaskPlan(tx, await planAll(tx, tasks))
}

/**
 * Reminds persons of the open ad hoc tasks for a purpose, each person at most once a day. Returns
 * the mails.
 */
export async function remindAdHocTasks(
  tx: Transaction,
  purpose: string,
  persons: readonly string[],
  message: Words,
  href: string,
): Promise<OutboxMessage[]> {
  const task = await tx.db
    .selectFrom('tasks')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('purpose', '=', purpose)
    .where('done_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  if (!task || persons.length === 0) return []
  const newlyReminded: string[] = []
  for (const part of chunkRows(persons)) {
    const rows = await tx.db
      .insertInto('reminders')
      .values(
        part.map((person_id) => ({
          organization_id: tx.organization.id,
          task_id: task.id,
          person_id,
          on_date: tx.today,
          sent_at: tx.now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('person_id')
      .execute()
    newlyReminded.push(...rows.map((row) => row.person_id))
  }
  return notify(tx, newlyReminded, message, href)
}
