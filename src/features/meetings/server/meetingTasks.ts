import { addDays, dayOf, endOfDay } from '#kernel/calendar/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { planAdHocTasks, applyAdHocTaskPlan } from '#features/tasks/server/public.ts'
import type { AdHocTask } from '#features/tasks/server/public.ts'
import { BodyPath } from '../contract.ts'
import { bodiesOf, bodyOf } from './bodies.ts'
import { bodyRowOf } from './queries.ts'
import { meetingsOf } from './store.ts'
import type { Meeting } from './store.ts'

const program = { kind: 'program', name: 'meetings' } as const
/** Days before the end of the cadence at which a body gets the task to meet. */
const daysBefore = 30

/**
 * The tasks of the secretary of a body (else its chair, else its members): plan a meeting, or
 * record one that was held.
 */
async function tasksFor(tx: Transaction, body: Role): Promise<AdHocTask[]> {
  const meetings = await meetingsOf(tx, [body.id])
  const row = await bodyRowOf(tx, body, meetings)
  const party = {
    seat: { role: body.secretary ?? body.chair ?? body.id, scope: body.scope, id: '' },
  }
  const unwritten = meetings.filter(
    (meeting) => meeting.state === 'planned' && meeting.begins_at <= tx.now,
  )
  const recordTasks = unwritten.slice(0, 1).map((meeting): AdHocTask => ({
    title: { ja: '会議を記録する', en: 'Record the meeting' },
    subject: meeting.number,
    href: `/meetings/${meeting.id}`,
    verb: { ja: '記録する', en: 'Record' },
    party,
    due: dueOf(meeting),
  }))
  const soon = row.dueOn !== null && row.dueOn <= addDays(tx.today, daysBefore)
  if (row.next !== null || (row.waiting === 0 && !soon)) return recordTasks
  const subject =
    row.waiting > 0
      ? {
          ja: `${body.title}（議題${row.waiting}件）`,
          en: `${body.title} (${row.waiting} on the agenda)`,
        }
      : body.title
  return [
    {
      title: { ja: '会議を開く', en: 'Call a meeting' },
      subject,
      href: `/bodies/${body.id}`,
      verb: { ja: '日時を決める', en: 'Set the time' },
      party,
      ...(row.dueOn === null ? {} : { due: new Date(endOfDay(row.dueOn)) }),
    },
  ]
}

/** The due time of minutes: a week after the meeting. */
const dueOf = (meeting: Meeting): Date => new Date(endOfDay(addDays(dayOf(meeting.begins_at), 7)))

const planTasks = async (tx: Transaction, body: Role) =>
  planAdHocTasks(tx, `meeting/${body.id}`, await tasksFor(tx, body))

/** Updates the tasks of a body's secretary. */
const updateMeetingTasks = defineAction({
  name: 'meeting.call',
  title: { ja: '会議の時期を知らせた', en: 'Told that a meeting is due' },
  input: BodyPath,
  authorise: (tx, input) => bodyOf(tx, input.body),
  async run(tx, _input, body) {
    const plan = await planTasks(tx, body)
    await applyAdHocTaskPlan(tx, plan)
    return {
      result: null,
      event: {
        subject: { kind: 'body', id: body.id },
        detail: {
          told: plan.add.map((row) => row.href),
          changed: plan.change.map((row) => row.href),
          ended: plan.end.length,
        },
      },
    }
  },
})

/** Updates the tasks of the secretaries of all bodies. */
export const runMeetingJobs: RecurringJob = async ({ organizationId, services: { gate } }) => {
  const due = await gate.transact(organizationId, program, 'read', async (tx) => {
    const stale: string[] = []
    for (const body of bodiesOf(tx)) if (!(await planTasks(tx, body)).isEmpty) stale.push(body.id)
    return stale
  })
  for (const body of due)
    await performAction(gate, organizationId, program, updateMeetingTasks, { body })
}
