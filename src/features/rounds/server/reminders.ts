import { sql } from 'kysely'
import { Type } from 'typebox'
import { addDays, officeCalendar } from '#kernel/calendar/index.ts'
import { remindedWhenLate } from '#kernel/rounds/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { notify, personsOf } from '#features/tasks/server/public.ts'
import { roundsOfTurns } from './edition.ts'
import type { TurnRound } from './edition.ts'
import { leftToMachines } from './machines/left.ts'
import { partyOfPlace } from './places.ts'
import { occurrences } from './store.ts'
import type { OccurrenceRow } from './store.ts'
import { subjectsOfRows } from './subjects.ts'

/** Days from one reminder of a task to the next. */
const week = 7

/** A task of a turn that is late or soon will be, and of which nobody was reminded for a week. */
interface PressingTask {
  readonly id: string
  readonly place: string
  readonly count: number
  /** By when the first of it is to be done. */
  readonly due: Date
}

/**
 * Tasks of a round that are late, or will be within a week; on days off none, so that nobody is
 * reminded on a holiday. What comes round every week or more often is near its date from the
 * beginning: of that only what is late.
 */
async function pressingTasks(tx: Transaction, round: string): Promise<PressingTask[]> {
  if (!officeCalendar.isWorkingDay(tx.today)) return []
  const unit = tx.organization.pack.rounds.get(round)?.every?.unit
  const isOften = unit === 'day' || unit === 'working-day' || unit === 'week'
  const until = isOften ? tx.now : new Date(tx.now.getTime() + week * 86_400_000)
  const { rows } = await sql<PressingTask>`
    select t.id, p.place, count(*)::int as count, min(o.due_at) as due
    from round_turns r
    join occurrences o on o.organization_id = r.organization_id and o.turn_id = r.id and o.closed_at is null and o.due_at < ${until}
      and (o.asked = 0 or o.answered < o.asked) and not ${leftToMachines(tx)}
    join occurrence_parties p on p.organization_id = o.organization_id and p.occurrence_id = o.id and p.part = 'does'
    join tasks t on t.organization_id = r.organization_id and t.purpose = 'round/' || r.id::text || '/' || p.place and t.done_at is null
    where r.organization_id = ${tx.organization.id} and r.round = ${round} and r.closed_at is null
      and not exists (select from reminders m where m.organization_id = t.organization_id and m.task_id = t.id and m.on_date > ${addDays(tx.today, -week)})
    group by t.id, p.place order by t.id`.execute(tx.db)
  return rows
}

/** An occurrence whose lateness somebody else has to hear of now. */
interface Climbing {
  readonly row: OccurrenceRow
  readonly persons: readonly string[]
  /** How many of the rules have been carried out after this. */
  readonly told: number
}

async function climbing(tx: Transaction, round: string): Promise<Climbing[]> {
  const rows = await occurrences(tx)
    .where('o.round', '=', round)
    .where('o.closed_at', 'is', null)
    .where('o.due_at', '<', tx.now)
    .orderBy('o.id')
    .execute()
  const roundOf = await roundsOfTurns(tx, rows)
  const late = rows.flatMap((row) => {
    const turn = roundOf(row)
    return turn === undefined || row.told >= turn.round.late.length ? [] : [{ row, turn }]
  })
  const subjectOf = await subjectsOfRows(
    tx,
    late.map(({ row }) => row),
  )
  return late.flatMap(({ row, turn }) => {
    const reached = reachedRules(tx, turn, row)
    if (reached.length <= row.told) return []
    const { view, pack } = turn.day.organization
    const parties = remindedWhenLate(
      { late: reached.slice(row.told) },
      subjectOf(row),
      row.due_at.toISOString(),
      tx.now.toISOString(),
      view,
      pack.roles,
    )
    return [{ row, persons: personsOf(turn.day, parties), told: reached.length }]
  })
}

/** The rules for lateness whose time has come, in their order. */
function reachedRules({ now }: Transaction, { day, round }: TurnRound, row: OccurrenceRow) {
  const { view, pack } = day.organization
  const everybody = {
    id: '',
    title: '',
    names: {},
    location: {},
    fields: {},
    person: 'anybody',
  }
  // A rule that is reached means somebody; whom it means at the subject does not matter here.
  return round.late.filter(
    (rule) =>
      remindedWhenLate(
        { late: [{ ...rule, remind: [{ kind: 'applicant' }] }] },
        everybody,
        row.due_at.toISOString(),
        now.toISOString(),
        view,
        pack.roles,
      ).length > 0,
  )
}

/** Whether somebody is to be reminded of a round now. */
export async function isReminderDue(tx: Transaction, round: string): Promise<boolean> {
  return (await pressingTasks(tx, round)).length > 0 || (await climbing(tx, round)).length > 0
}

/**
 * Reminds whoever has something to do: a week before its date, and once a week from the day after
 * it; and whoever else is to hear of what is late, once.
 */
export const remindRound = defineAction({
  name: 'round.remind',
  title: {
    ja: '定期業務の期限を知らせた',
    en: 'Reminded of recurring work near or past its date',
  },
  input: Type.Object({ round: Type.String() }),
  async authorise(tx, input) {
    const tasks = await pressingTasks(tx, input.round)
    const climbs = await climbing(tx, input.round)
    if (tasks.length + climbs.length === 0) refuse('not-found', { what: nouns.recurringWork })
    return { tasks, climbs }
  },
  async run(tx, input, { tasks, climbs }) {
    const title = tx.organization.pack.rounds.get(input.round)?.title ?? input.round
    const reminded = await remindDoers(tx, title, input.round, tasks)
    const told = await tellOthers(tx, title, input.round, climbs)
    return {
      result: null,
      outgoing: [...reminded, ...told],
      event: {
        subject: { kind: 'round', id: input.round },
        detail: {
          reminded: reminded.map((mail) => mail.payload['person']),
          told: told.map((mail) => mail.payload['person']),
          late: climbs.slice(0, 100).map(({ row }) => row.id),
        },
      },
    }
  },
})

async function remindDoers(
  tx: Transaction,
  title: string,
  round: string,
  tasks: readonly PressingTask[],
): Promise<OutboxMessage[]> {
  const asked = tasks.flatMap((task) =>
    personsOf(tx, [partyOfPlace(task.place)]).map((person) => ({ task, person })),
  )
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const told = new Map<string, { count: number; due: Date }>()
  for (const part of chunkRows(asked)) {
    const rows = await tx.db
      .insertInto('reminders')
      .values(
        part.map(({ task, person }) => ({
          organization_id: tx.organization.id,
          task_id: task.id,
          person_id: person,
          on_date: tx.today,
          sent_at: tx.now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning(['task_id', 'person_id'])
      .execute()
    for (const { task_id, person_id } of rows) {
      const { count = 0, due = tx.now } = byId.get(task_id) ?? {}
      const known = told.get(person_id)
      told.set(person_id, {
        count: count + (known?.count ?? 0),
        due: known !== undefined && known.due < due ? known.due : due,
      })
    }
  }
  const late = new Map([...told].filter(([, { due }]) => due < tx.now))
  const soon = new Map([...told].filter(([person]) => !late.has(person)))
  return [
    ...(await tell(tx, countsOf(late), `/rounds/${round}`, (count) => ({
      ja: `「${title}」の期限が過ぎています。${count > 1 ? `あと${count}件です。` : ''}`,
      en: `“${title}” is late${count > 1 ? `; ${count} are left` : ''}.`,
    }))),
    ...(await tell(tx, countsOf(soon), `/rounds/${round}`, (count) => ({
      ja: `「${title}」の期限が近づいています。${count > 1 ? `あと${count}件です。` : ''}`,
      en: `“${title}” will soon be due${count > 1 ? `; ${count} are left` : ''}.`,
    }))),
  ]
}

function countsOf(
  told: ReadonlyMap<string, { readonly count: number }>,
): ReadonlyMap<string, number> {
  return new Map([...told].map(([person, { count }]) => [person, count]))
}

async function tellOthers(
  tx: Transaction,
  title: string,
  round: string,
  climbs: readonly Climbing[],
): Promise<OutboxMessage[]> {
  if (climbs.length === 0) return []
  const changes = JSON.stringify(climbs.map(({ row, told }) => ({ id: row.id, told })))
  const telling = sql`update occurrences o set told = c.told from json_to_recordset(${changes}) as c(id uuid, told int)
    where o.organization_id = ${tx.organization.id} and o.id = c.id returning ${sql.raw(stateColumns('occurrences', 'o'))}`
  tx.deferWrite({ compile: () => telling.compile(tx.db) })
  const counts = new Map<string, number>()
  for (const { persons } of climbs)
    for (const person of persons) counts.set(person, (counts.get(person) ?? 0) + 1)
  return tell(tx, counts, `/rounds/${round}`, (count) => ({
    ja: `「${title}」が${count}件、期限を過ぎても終わっていません。`,
    en: `“${title}”: ${count} ${count === 1 ? 'is' : 'are'} late and not done.`,
  }))
}

/** One notice for each person, with how many it is about. */
async function tell(
  tx: Transaction,
  counts: ReadonlyMap<string, number>,
  href: string,
  message: (count: number) => { ja: string; en: string },
): Promise<OutboxMessage[]> {
  const outgoing: OutboxMessage[] = []
  for (const [count, persons] of Map.groupBy(counts, ([, number]) => number))
    outgoing.push(
      ...(await notify(
        tx,
        persons.map(([person]) => person),
        message(count),
        href,
      )),
    )
  return outgoing
}
