import { Type } from 'typebox'
import { demandAdminister } from '#features/organization/server/public.ts'
import type { Language } from '#kernel/words/words.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { FailingWork } from '../contract.ts'
import { causeWords } from './causeWords.ts'

/** Rows that the page shows at once. */
const shown = 200

/** Background work that fails: what, since when, why. Subjects and contents are not among it. */
export const failingWork = defineQuery({
  name: 'work.failing',
  input: Type.Object({}),
  authorise: (tx) =>
    demandAdminister(tx, { ja: '自動処理の閲覧', en: 'looking at background work' }),
  async run(tx): Promise<Omit<FailingWork, 'sendsMail'>> {
    const language: Language = (tx.actor.kind === 'person' && tx.actor.language) || 'ja'
    const failing = tx.db
      .selectFrom('outbox')
      .where('organization_id', '=', tx.organization.id)
      .where('done_at', 'is', null)
      .where('error', 'is not', null)
    const [rows, counts, ticks] = await Promise.all([
      failing
        .select(['id', 'kind', 'payload', 'created_at', 'attempts', 'next_at'])
        .select(['abandoned_at', 'claimed_until', 'cause'])
        .orderBy((eb) => eb('abandoned_at', 'is', null))
        .orderBy('created_at')
        .orderBy('id')
        .limit(shown)
        .execute(),
      failing
        .select((eb) => [
          eb.fn.countAll<number>().as('total'),
          eb.fn.count<number>('abandoned_at').as('abandoned'),
        ])
        .executeTakeFirstOrThrow(),
      tx.db
        .selectFrom('recurring_failures')
        .select(['job', 'since', 'failures', 'cause'])
        .where('organization_id', '=', tx.organization.id)
        .orderBy('since')
        .execute(),
    ])
    return {
      rows: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        recipient: tx.organization.view.persons.get(String(row.payload['person']))?.name ?? null,
        since: row.created_at.toISOString(),
        attempts: row.attempts,
        nextAt: row.abandoned_at === null ? row.next_at.toISOString() : null,
        inHand: row.claimed_until !== null && row.claimed_until > tx.now,
        why: causeWords(row.cause)[language],
      })),
      total: Number(counts.total),
      abandoned: Number(counts.abandoned),
      recurring: ticks.map(({ job, since, failures, cause }) => ({
        job,
        since: since.toISOString(),
        failures,
        why: causeWords(cause)[language],
      })),
    }
  },
})
