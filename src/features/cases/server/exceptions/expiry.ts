import { Type } from 'typebox'
import { addDays, endOfDay } from '#kernel/calendar/index.ts'
import { staffOn } from '#kernel/organization/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { notify, setAdHocTasks } from '#features/tasks/server/public.ts'
import { exceptionPurpose } from './grant.ts'
import { lockedException } from './queries.ts'
import type { ExceptionRecord } from './queries.ts'
import { dayWords } from '#kernel/words/days.ts'

const program = { kind: 'program', name: 'exceptions' } as const
const warningDays = 30

const ExceptionPath = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** Notifies the applicant that an exception ends soon, and asks whether to renew it. */
const warnOfEnd = defineAction({
  name: 'exception.warn',
  title: { ja: '例外の終わりが近いことを知らせた', en: 'Told that an exception ends soon' },
  input: ExceptionPath,
  authorise: (tx, input) => lockedException(tx, input.id),
  async run(tx, _input, row) {
    await tx.db
      .updateTable('exceptions')
      .set({ warned_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    const href = `/cases/${row.case_id}`
    const until = dayWords(row.until_on)
    await setAdHocTasks(tx, exceptionPurpose(row.id), [
      {
        title: { ja: '例外の終わりが近づいています', en: 'An exception ends soon' },
        subject: {
          ja: `${row.subject}（${row.number}、${until.ja}まで）`,
          en: `${row.subject} (${row.number}, until ${until.en})`,
        },
        href,
        verb: { ja: '延長するか決める', en: 'Decide on a renewal' },
        party: { person: row.applicant_id },
        due: new Date(endOfDay(row.until_on)),
      },
    ])
    const outgoing = await notify(
      tx,
      presentApplicant(tx, row),
      {
        ja: `例外「${row.subject}」（${row.number}）は${until.ja}で終わります。延長するときは、申請し直してください。`,
        en: `The exception “${row.subject}” (${row.number}) ends on ${until.en}. To extend it, apply once more.`,
      },
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

/** Closes an exception whose last day has passed. */
const closeException = defineAction({
  name: 'exception.end',
  title: { ja: '例外の期間が終わった', en: 'An exception came to its end' },
  input: ExceptionPath,
  authorise: (tx, input) => lockedException(tx, input.id),
  async run(tx, _input, row) {
    await tx.db
      .updateTable('exceptions')
      .set({ ended_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    await setAdHocTasks(tx, exceptionPurpose(row.id), [])
    const outgoing = await notify(
      tx,
      presentApplicant(tx, row),
      {
        ja: `例外「${row.subject}」（${row.number}）の期間が終わりました。元の決まりに従ってください。`,
        en: `The exception “${row.subject}” (${row.number}) has ended. The ordinary rules hold again.`,
      },
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

function presentApplicant(tx: Transaction, row: ExceptionRecord): string[] {
  return staffOn(tx.organization.view, tx.today).isEmployed(row.applicant_id)
    ? [row.applicant_id]
    : []
}

/**
 * Warns of exceptions that end within a month, and closes those that have ended. Safe to run at any
 * time and repeatedly.
 */
export const watchExceptions: RecurringJob = async ({ organizationId, services }) => {
  const { over, soon } = await services.gate.transact(
    organizationId,
    program,
    'read',
    async (tx) => {
      const rows = await tx.db
        .selectFrom('exceptions')
        .select(['id', 'until_on', 'warned_at'])
        .where('organization_id', '=', organizationId)
        .where('ended_at', 'is', null)
        .where('until_on', '<=', addDays(tx.today, warningDays))
        .orderBy('id')
        .execute()
      return {
        over: rows.filter((row) => row.until_on < tx.today),
        soon: rows.filter((row) => row.until_on >= tx.today && row.warned_at === null),
      }
    },
  )
  for (const { id } of over)
    await performAction(services.gate, organizationId, program, closeException, { id })
  for (const { id } of soon)
    await performAction(services.gate, organizationId, program, warnOfEnd, { id })
}
