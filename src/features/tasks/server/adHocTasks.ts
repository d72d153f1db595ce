import { sql } from 'kysely'
import type { Party } from '#kernel/organization/index.ts'
import { inLanguage } from '#kernel/words/words.ts'
import type { Language, Said, Words } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { notify } from './notify.ts'
import { keyOf, placeOf } from './places.ts'
import type { TaskPlace } from './places.ts'
import type { TaskTexts } from './taskTexts.ts'

/** Work that is no step of a case: somewhere to go and something to do there. */
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

/** What must change so that the errands for a purpose are those wanted. */
export interface AdHocTaskPlan {
  readonly add: readonly Row[]
  readonly change: readonly (Row & { readonly id: string })[]
  readonly end: readonly string[]
  readonly isEmpty: boolean
}

/** Compares the open errands for a purpose (`stocktake/…`) with those wanted: one for each party. */
export function planAdHocTasks(
  tx: Transaction,
  purpose: string,
  tasks: readonly AdHocTask[],
): Promise<AdHocTaskPlan> {
  return planAll(tx, new Map([[purpose, tasks]]))
}

/** As `planErrands`, for several purposes in one statement. */
async function planAll(
  tx: Transaction,
  tasks: ReadonlyMap<string, readonly AdHocTask[]>,
): Promise<AdHocTaskPlan> {
  const wanted = new Map<string, Row>()
  for (const [purpose, some] of tasks)
    for (const { party, due, title, subject, href, verb } of some) {
      const place = placeOf(party)
      const said = (language: Language): TaskTexts => ({
        title: title[language],
        subject: inLanguage(subject, language),
        verb: verb[language],
      })
      const row = {
        purpose,
        ...said('ja'),
        english: JSON.stringify(said('en')),
        href,
        due_at: due ?? null,
        ...place,
      }
      wanted.set(`${purpose} ${keyOf(place)}`, row)
    }
  const standing = await tx.db
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
  for (const task of standing) {
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
    // In one order, since the second of two that insert the same errand waits for the first.
    add: [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
    change,
    end,
    isEmpty: wanted.size + change.length + end.length === 0,
  }
}

/** Carries out a plan. */
export async function applyAdHocTaskPlan(tx: Transaction, plan: AdHocTaskPlan): Promise<void> {
  const organization_id = tx.organization.id
  if (plan.add.length > 0)
    await tx.db
      .insertInto('tasks')
      .values(
        plan.add.map((row) => ({
          organization_id,
          id: tx.newId(),
          kind: 'errand' as const,
          ...row,
          created_at: tx.now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const touched = [...plan.change.map(({ id }) => id), ...plan.end]
  if (touched.length === 0) return
  tx.deferWrite(
    tx.db
      .selectFrom('tasks')
      .select('id')
      .where('organization_id', '=', organization_id)
      .where('id', '=', sql<string>`any(${touched}::uuid[])`)
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
      where t.organization_id = ${organization_id} and t.id = r.id`
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

/** Makes the errands for a purpose those wanted. */
export function setAdHocTasks(
  tx: Transaction,
  purpose: string,
  tasks: readonly AdHocTask[],
): Promise<void> {
  return setAllErrands(tx, new Map([[purpose, tasks]]))
}

/** Makes the errands for each purpose those wanted, in as many statements as for one. */
export async function setAllErrands(
  tx: Transaction,
  tasks: ReadonlyMap<string, readonly AdHocTask[]>,
): Promise<void> {
  if (tasks.size > 0) await applyAdHocTaskPlan(tx, await planAll(tx, tasks))
}

/** Reminds the persons of the open errands for a purpose, each once a day. */
export async function remindAdHocTasks(
  tx: Transaction,
  purpose: string,
  persons: readonly string[],
  message: string,
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
