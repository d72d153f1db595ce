import type { Selectable } from 'kysely'
import { demandAdminister } from '#features/organization/server/public.ts'
import type { OutboxTable } from '#platform/db/tables/platform.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { WorkIds } from '../contract.ts'

type Held = Pick<Selectable<OutboxTable>, 'id' | 'kind' | 'abandoned_at'>

/** The failing pieces among these that nobody has in hand, locked. */
function failing(tx: Transaction, ids: readonly string[]): Promise<Held[]> {
  return tx.db
    .selectFrom('outbox')
    .select(['id', 'kind', 'abandoned_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', ids)
    .where('done_at', 'is', null)
    .where('error', 'is not', null)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', tx.now)]))
    .orderBy('id')
    .forUpdate()
    .execute()
}

const eventOf = (tx: Transaction, held: readonly Held[]) => ({
  subject: { kind: 'organization', id: tx.organization.id },
  detail: {
    work: Object.fromEntries(
      Map.groupBy(held, ({ kind }) => kind)
        .entries()
        .map(([kind, of]) => [kind, of.length]),
    ),
  },
})

/** Tries failing work again at once; what was tried for the last time has all its attempts again. */
export const retryWork = defineAction({
  name: 'work.retry',
  title: { ja: '自動処理をもう一度行わせた', en: 'Had background work tried again' },
  input: WorkIds,
  authorise: (tx) =>
    demandAdminister(tx, { ja: '自動処理のやり直し', en: 'trying background work again' }),
  async run(tx, { ids }) {
    const held = await failing(tx, ids)
    const change = (some: readonly Held[], set: { attempts?: number; abandoned_at?: null }) =>
      some.length === 0
        ? undefined
        : tx.db
            .updateTable('outbox')
            .set({ ...set, next_at: tx.now })
            .where('organization_id', '=', tx.organization.id)
            .where(
              'id',
              'in',
              some.map(({ id }) => id),
            )
            .execute()
    const { abandoned = [], waiting = [] } = Object.groupBy(held, (row) =>
      row.abandoned_at === null ? 'waiting' : 'abandoned',
    )
    await change(abandoned, { attempts: 0, abandoned_at: null })
    await change(waiting, {})
    return { result: { count: held.length }, event: eventOf(tx, held) }
  },
})

/** Gives failing work up: it is tried no more, and goes from the list. */
export const giveUpWork = defineAction({
  name: 'work.give-up',
  title: { ja: '自動処理をあきらめた', en: 'Gave background work up' },
  input: WorkIds,
  authorise: (tx) =>
    demandAdminister(tx, { ja: '自動処理の取りやめ', en: 'giving background work up' }),
  async run(tx, { ids }) {
    const held = await failing(tx, ids)
    if (held.length > 0)
      await tx.db
        .updateTable('outbox')
        .set({ done_at: tx.now })
        .where('organization_id', '=', tx.organization.id)
        .where(
          'id',
          'in',
          held.map(({ id }) => id),
        )
        .execute()
    return { result: { count: held.length }, event: eventOf(tx, held) }
  },
})
