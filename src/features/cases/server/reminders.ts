import { Type } from 'typebox'
import { actorsOf, lateness } from '#kernel/procedures/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { perform } from '#platform/gate/perform.ts'
import type { Tick } from '#platform/jobs/outbox.ts'
import { caseContext, procedureOf } from './context.ts'
import { loadCase } from './store.ts'
import { markOf, settleReminders } from './settle.ts'

const program = { kind: 'program', name: 'reminders' } as const

/** Reminds those whom the procedure names that a case is past its time; each person once for each day that the procedure says. */
const remindCase = defineAction({
  name: 'case.remind',
  title: { ja: '期限が過ぎたことを知らせた', en: 'Reminded of a date that had passed' },
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  authorise: (handle, input) => loadCase(handle, input.id, true),
  async run(handle, _input, stored) {
    const { reminders, late } = await dueReminders(handle, stored.id, stored.state)
    const message = `「${stored.subject}」${markOf(stored.number)}${late?.title ?? ''}」が期限を${late?.days === 0 ? '過ぎました' : `${late?.days ?? 0}日過ぎています`}。`
    for (const { person, task, on } of reminders) {
      settleReminders(handle, stored, person)
      await handle.db
        .insertInto('reminders')
        .values({
          organization_id: handle.organization.id,
          task_id: task,
          person_id: person,
          on_date: on,
          sent_at: handle.now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await handle.db
        .insertInto('notices')
        .values({
          organization_id: handle.organization.id,
          id: handle.newId(),
          person_id: person,
          case_id: stored.id,
          message,
          at: handle.now,
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
          reminded: reminders.map((one) => one.person),
        },
      },
      outgoing: reminders.map((one) => ({
        kind: 'mail',
        payload: { person: one.person, subject: message, caseId: stored.id },
      })),
    }
  },
})

interface DueReminder {
  readonly person: string
  readonly task: string
  readonly on: string
}

/** Persons to remind now who have not been reminded of the case for that day, whichever of its tasks was open then. */
async function dueReminders(
  handle: Handle,
  caseId: string,
  state: CaseState,
): Promise<{ reminders: DueReminder[]; late?: { title: string; days: number } }> {
  const procedure = procedureOf(handle, state.procedure)
  const context = await caseContext(handle, procedure, state.fields)
  const late = lateness(procedure, state, context)
  const task = await handle.db
    .selectFrom('tasks')
    .select('id')
    .where('organization_id', '=', handle.organization.id)
    .where('case_id', '=', caseId)
    .where('done_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  if (!late || !task) return { reminders: [] }
  const wanted = late.reminders.flatMap(({ who, on }) => {
    const actors = actorsOf({ party: who, excluded: [] }, context)
    return actors === 'anyone' ? [] : actors.map((person) => ({ person, task: task.id, on }))
  })
  const sent = await handle.db
    .selectFrom('reminders as r')
    .innerJoin('tasks as t', (join) =>
      join.onRef('t.organization_id', '=', 'r.organization_id').onRef('t.id', '=', 'r.task_id'),
    )
    .select(['r.person_id', 'r.on_date'])
    .where('r.organization_id', '=', handle.organization.id)
    .where('t.case_id', '=', caseId)
    .execute()
  const known = new Set(sent.map((row) => `${row.person_id}|${row.on_date}`))
  const fresh = new Map(
    wanted
      .filter((one) => !known.has(`${one.person}|${one.on}`))
      .map((one) => [`${one.person}|${one.on}`, one]),
  )
  return {
    reminders: [...fresh.values()],
    late: { title: procedure.steps.get(late.step)?.title ?? late.step, days: late.days },
  }
}

/** Looks for cases past their time and reminds; safe to run at any time and twice. */
export const remindLateCases: Tick = async ({ organizationId, services }) => {
  const due = await services.gate.enter(organizationId, program, 'read', async (handle) => {
    const late = await handle.db
      .selectFrom('cases')
      .select(['id', 'state'])
      .where('organization_id', '=', organizationId)
      .where('status', '=', 'open')
      .where('due_at', '<', handle.now)
      .execute()
    const found: string[] = []
    for (const one of late)
      if ((await dueReminders(handle, one.id, one.state as CaseState)).reminders.length > 0)
        found.push(one.id)
    return found
  })
  for (const id of due) await perform(services.gate, organizationId, program, remindCase, { id })
}
