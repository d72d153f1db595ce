import { Type } from 'typebox'
import { staffOn } from '#kernel/organization/index.ts'
import type { CaseEvent } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { CasePath } from '../contract/common.ts'
import { setAdHocTasks } from '#features/tasks/server/public.ts'
import type { StoredCase } from './store.ts'

const program = { kind: 'program', name: 'reviews' } as const

/**
 * Records that a holder has to review a decision made in their absence, where the role requires it
 * (後閲).
 */
export async function recordReview(
  tx: Transaction,
  stored: StoredCase,
  event: CaseEvent,
): Promise<void> {
  const { party, insteadOf, because } = event
  const seat = party !== undefined && party !== 'anyone' && 'seat' in party ? party.seat : undefined
  if (
    event.kind !== 'decided' ||
    insteadOf === undefined ||
    because !== 'absent' ||
    !tx.organization.pack.roles.get(seat?.role ?? '')?.review
  )
    return
  await tx.db
    .insertInto('reviews')
    .values({
      organization_id: tx.organization.id,
      id: tx.newId(),
      case_id: stored.id,
      seq: stored.state.history.length,
      holder_id: insteadOf,
    })
    .execute()
}

/** Reviews of a case, with the number of the event in its history (`seq`, from 1). */
export async function reviewsOf(tx: Transaction, caseId: string) {
  return tx.db
    .selectFrom('reviews')
    .select(['id', 'seq', 'holder_id', 'seen_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute()
}

/** Asks a holder who is back to review a deputy's decision. */
const askReview = defineAction({
  name: 'review.ask',
  title: { ja: '代行した決定の確認を求めた', en: 'Asked to look at a deputy’s decision' },
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  authorise: (tx, input) => reviewRow(tx, input.id),
  async run(tx, _input, row) {
    await tx.db
      .updateTable('reviews')
      .set({ asked_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    await setAdHocTasks(tx, purposeOf(row.id), [
      {
        title: { ja: '不在中の決定を確かめる', en: 'Look at what was decided in your absence' },
        subject: { ja: `${row.subject}（${row.number}）`, en: `${row.subject} (${row.number})` },
        href: `/cases/${row.case_id}`,
        verb: { ja: '見て確かめる', en: 'Look at it' },
        party: { person: row.holder_id },
      },
    ])
    return {
      result: undefined,
      event: {
        subject: { kind: 'case', id: row.case_id },
        detail: { number: row.number, line: row.seq, holder: row.holder_id },
      },
    }
  },
})

/** Records that the holder has reviewed a decision made on their behalf. */
export const confirmReview = defineAction({
  name: 'review.confirm',
  title: { ja: '不在中の決定を確かめた', en: 'Looked at a decision made in absence' },
  input: CasePath,
  async authorise(tx, input) {
    const row = await reviewRow(tx, input.id)
    if (row.holder_id !== actorPerson(tx) || row.seen_at !== null)
      refuse('not-found', { what: nouns.review })
    return row
  },
  async run(tx, _input, row) {
    await tx.db
      .updateTable('reviews')
      .set({ seen_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    await setAdHocTasks(tx, purposeOf(row.id), [])
    return {
      result: { id: row.id },
      event: {
        subject: { kind: 'case', id: row.case_id },
        detail: { number: row.number, line: row.seq },
      },
    }
  },
})

/** Asks every holder who is back at work. Safe to run at any time and repeatedly. */
export const askReviews: RecurringJob = async ({ organizationId, services }) => {
  const due = await services.gate.transact(organizationId, program, 'read', async (tx) => {
    const rows = await tx.db
      .selectFrom('reviews')
      .select(['id', 'holder_id'])
      .where('organization_id', '=', organizationId)
      .where('asked_at', 'is', null)
      .where('seen_at', 'is', null)
      .orderBy('id')
      .execute()
    const staff = staffOn(tx.organization.view, tx.today)
    return rows.filter((row) => staff.isPresent(row.holder_id))
  })
  for (const { id } of due)
    await performAction(services.gate, organizationId, program, askReview, { id })
}

const purposeOf = (review: string): string => `review/${review}`

async function reviewRow(tx: Transaction, id: string) {
  return (
    (await tx.db
      .selectFrom('reviews as r')
      .innerJoin('cases as c', (join) =>
        join.onRef('c.organization_id', '=', 'r.organization_id').onRef('c.id', '=', 'r.case_id'),
      )
      .select(['r.id', 'r.case_id', 'r.seq', 'r.holder_id', 'r.seen_at', 'c.number', 'c.subject'])
      .where('r.organization_id', '=', tx.organization.id)
      .where('r.id', '=', id)
      .forNoKeyUpdate('r')
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.review })
  )
}
