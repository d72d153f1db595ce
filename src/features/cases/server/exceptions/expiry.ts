import { Type } from 'typebox'
import { addDays, endOfDay, formatEra } from '#kernel/calendar/index.ts'
import { staffOn } from '#kernel/organization/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { perform } from '#platform/gate/perform.ts'
import type { Tick } from '#platform/jobs/outbox.ts'
import { notify, setErrands } from '#features/tasks/server/public.ts'
import { errandOf } from './grant.ts'
import { lockedException } from './queries.ts'
import type { ExceptionRecord } from './queries.ts'

const program = { kind: 'program', name: 'exceptions' } as const
const warnedBefore = 30

const Which = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** Tells the applicant that an exception ends soon, and asks whether it is to be renewed. */
const warnOfEnd = defineAction({
  name: 'exception.warn',
  title: { ja: '例外の終わりが近いことを知らせた', en: 'Told that an exception ends soon' },
  input: Which,
  authorise: (handle, input) => lockedException(handle, input.id),
  async run(handle, _input, row) {
    await handle.db
      .updateTable('exceptions')
      .set({ warned_at: handle.now })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', row.id)
      .execute()
    const href = `/cases/${row.case_id}`
    const until = formatEra(row.until_on)
    await setErrands(handle, errandOf(row.id), [
      {
        title: { ja: '例外の終わりが近づいています', en: 'An exception ends soon' },
        subject: {
          ja: `${row.subject}（${row.number}、${until}まで）`,
          en: `${row.subject} (${row.number}, until ${row.until_on})`,
        },
        href,
        verb: { ja: '延長するか決める', en: 'Decide on a renewal' },
        party: { person: row.applicant_id },
        due: new Date(endOfDay(row.until_on)),
      },
    ])
    const outgoing = await notify(
      handle,
      present(handle, row),
      `例外「${row.subject}」（${row.number}）は${until}で終わります。延長するときは、申請し直してください。`,
      href,
    )
    return {
      result: undefined,
      event: {
        subject: { kind: 'case', id: row.case_id },
        detail: { number: row.number, exception: row.id, until: row.until_on },
      },
      outgoing,
    }
  },
})

/** Closes an exception whose last day is over. */
const closeException = defineAction({
  name: 'exception.end',
  title: { ja: '例外の期間が終わった', en: 'An exception came to its end' },
  input: Which,
  authorise: (handle, input) => lockedException(handle, input.id),
  async run(handle, _input, row) {
    await handle.db
      .updateTable('exceptions')
      .set({ ended_at: handle.now })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', row.id)
      .execute()
    await setErrands(handle, errandOf(row.id), [])
    const outgoing = await notify(
      handle,
      present(handle, row),
      `例外「${row.subject}」（${row.number}）の期間が終わりました。元の決まりに従ってください。`,
      `/cases/${row.case_id}`,
    )
    return {
      result: undefined,
      event: {
        subject: { kind: 'case', id: row.case_id },
        detail: {
          number: row.number,
          exception: row.id,
          provisions: row.provisions,
          until: row.until_on,
        },
      },
      outgoing,
      organizationChanged: true,
    }
  },
})

function present(handle: Handle, row: ExceptionRecord): string[] {
  return staffOn(handle.organization.view, handle.today).belongs(row.applicant_id)
    ? [row.applicant_id]
    : []
}

/** Warns of exceptions that end within a month, and closes those that are over; safe to run at any time and twice. */
export const watchExceptions: Tick = async ({ organizationId, services }) => {
  const { over, soon } = await services.gate.enter(
    organizationId,
    program,
    'read',
    async (handle) => {
      const rows = await handle.db
        .selectFrom('exceptions')
        .select(['id', 'until_on', 'warned_at'])
        .where('organization_id', '=', organizationId)
        .where('ended_at', 'is', null)
        .where('until_on', '<=', addDays(handle.today, warnedBefore))
        .orderBy('id')
        .execute()
      return {
        over: rows.filter((row) => row.until_on < handle.today),
        soon: rows.filter((row) => row.until_on >= handle.today && row.warned_at === null),
      }
    },
  )
  for (const { id } of over)
    await perform(services.gate, organizationId, program, closeException, { id })
  for (const { id } of soon)
    await perform(services.gate, organizationId, program, warnOfEnd, { id })
}
