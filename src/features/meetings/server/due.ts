import { addDays, dayOf, endOfDay } from '#kernel/calendar/index.ts'
import type { Role } from '#kernel/packs/types.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { perform } from '#platform/gate/perform.ts'
import type { Tick } from '#platform/jobs/outbox.ts'
import { planErrands, runErrands } from '#features/tasks/server/public.ts'
import type { Errand } from '#features/tasks/server/public.ts'
import { BodyPath } from '../contract.ts'
import { bodiesOf, bodyOf } from './bodies.ts'
import { rowOf } from './queries.ts'
import { meetingsOf } from './store.ts'
import type { Meeting } from './store.ts'

const program = { kind: 'program', name: 'meetings' } as const
/** A body is told so many days before its cadence runs out. */
const daysBefore = 30

/** What the secretary of a body (else its chair, else its members) has to do: call a meeting, or write down one that was held. */
async function errandsOf(handle: Handle, body: Role): Promise<Errand[]> {
  const meetings = await meetingsOf(handle, [body.id])
  const row = await rowOf(handle, body, meetings)
  const party = {
    seat: { role: body.secretary ?? body.chair ?? body.id, scope: body.scope, id: '' },
  }
  const unwritten = meetings.filter((one) => one.state === 'planned' && one.begins_at <= handle.now)
  const written = unwritten.slice(0, 1).map((one): Errand => ({
    title: { ja: '会議を記録する', en: 'Record the meeting' },
    subject: one.number,
    href: `/meetings/${one.id}`,
    verb: { ja: '記録する', en: 'Record' },
    party,
    due: dueOf(one),
  }))
  const soon = row.dueOn !== null && row.dueOn <= addDays(handle.today, daysBefore)
  if (row.next !== null || (row.waiting === 0 && !soon)) return written
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

/** A week after a meeting its minutes should be there. */
const dueOf = (one: Meeting): Date => new Date(endOfDay(addDays(dayOf(one.begins_at), 7)))

const planOf = async (handle: Handle, body: Role) =>
  planErrands(handle, `meeting/${body.id}`, await errandsOf(handle, body))

/** Brings what a body's secretary has to do up to date. */
const callMeeting = defineAction({
  name: 'meeting.call',
  title: { ja: '会議の時期を知らせた', en: 'Told that a meeting is due' },
  input: BodyPath,
  authorise: (handle, input) => bodyOf(handle, input.body),
  async run(handle, _input, body) {
    const plan = await planOf(handle, body)
    await runErrands(handle, plan)
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

/** Tells the secretaries of all bodies what there is to call or to write down. */
export const callMeetings: Tick = async ({ organizationId, services: { gate } }) => {
  const due = await gate.enter(organizationId, program, 'read', async (handle) => {
    const stale: string[] = []
    for (const body of bodiesOf(handle))
      if (!(await planOf(handle, body)).isEmpty) stale.push(body.id)
    return stale
  })
  for (const body of due) await perform(gate, organizationId, program, callMeeting, { body })
}
