import { Type } from 'typebox'
import { staffOn } from '#kernel/organization/index.ts'
import type { Happening } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { perform } from '#platform/gate/perform.ts'
import type { Tick } from '#platform/jobs/outbox.ts'
import { CasePath } from '../contract.ts'
import { setErrands } from '#features/tasks/server/public.ts'
import type { StoredCase } from './store.ts'

const program = { kind: 'program', name: 'reviews' } as const

/** Keeps that a holder has still to see what was decided in their absence, where the role says so (後閲). */
export async function keepReview(
  handle: Handle,
  stored: StoredCase,
  line: Happening,
): Promise<void> {
  const { party, insteadOf, because } = line
  const seat = party !== undefined && party !== 'anyone' && 'seat' in party ? party.seat : undefined
  if (
    line.kind !== 'decided' ||
    insteadOf === undefined ||
    because !== 'absent' ||
    !handle.organization.pack.roles.get(seat?.role ?? '')?.review
  )
    return
  await handle.db
    .insertInto('reviews')
    .values({
      organization_id: handle.organization.id,
      id: handle.newId(),
      case_id: stored.id,
      seq: stored.state.history.length,
      holder_id: insteadOf,
    })
    .execute()
}

/** The lines of a case's history that a holder has seen or has still to see, by their number. */
export async function reviewsOf(handle: Handle, caseId: string) {
  return handle.db
    .selectFrom('reviews')
    .select(['id', 'seq', 'holder_id', 'seen_at'])
    .where('organization_id', '=', handle.organization.id)
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute()
}

/** Puts what a deputy did before the holder who is back. */
const askReview = defineAction({
  name: 'review.ask',
  title: { ja: '代行した決定の確認を求めた', en: 'Asked to look at a deputy’s decision' },
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  authorise: (handle, input) => reviewRow(handle, input.id),
  async run(handle, _input, row) {
    await handle.db
      .updateTable('reviews')
      .set({ asked_at: handle.now })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', row.id)
      .execute()
    await setErrands(handle, purposeOf(row.id), [
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

/** The holder has seen what was decided in their place. */
export const confirmReview = defineAction({
  name: 'review.confirm',
  title: { ja: '不在中の決定を確かめた', en: 'Looked at a decision made in absence' },
  input: CasePath,
  async authorise(handle, input) {
    const row = await reviewRow(handle, input.id)
    if (row.holder_id !== actorPerson(handle) || row.seen_at !== null)
      refuse('not-found', { what: nouns.review })
    return row
  },
  async run(handle, _input, row) {
    await handle.db
      .updateTable('reviews')
      .set({ seen_at: handle.now })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', row.id)
      .execute()
    await setErrands(handle, purposeOf(row.id), [])
    return {
      result: { id: row.id },
      event: {
        subject: { kind: 'case', id: row.case_id },
        detail: { number: row.number, line: row.seq },
      },
    }
  },
})

/** Asks every holder who is back at work; safe to run at any time and twice. */
export const askReviews: Tick = async ({ organizationId, services }) => {
  const due = await services.gate.enter(organizationId, program, 'read', async (handle) => {
    const rows = await handle.db
      .selectFrom('reviews')
      .select(['id', 'holder_id'])
      .where('organization_id', '=', organizationId)
      .where('asked_at', 'is', null)
      .where('seen_at', 'is', null)
      .orderBy('id')
      .execute()
    const staff = staffOn(handle.organization.view, handle.today)
    return rows.filter((row) => staff.present(row.holder_id))
  })
  for (const { id } of due) await perform(services.gate, organizationId, program, askReview, { id })
}

const purposeOf = (review: string): string => `review/${review}`

async function reviewRow(handle: Handle, id: string) {
  return (
    (await handle.db
      .selectFrom('reviews as r')
      .innerJoin('cases as c', (join) =>
        join.onRef('c.organization_id', '=', 'r.organization_id').onRef('c.id', '=', 'r.case_id'),
      )
      .select(['r.id', 'r.case_id', 'r.seq', 'r.holder_id', 'r.seen_at', 'c.number', 'c.subject'])
      .where('r.organization_id', '=', handle.organization.id)
      .where('r.id', '=', id)
      .forNoKeyUpdate('r')
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.review })
  )
}
