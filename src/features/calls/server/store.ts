import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Words } from '#kernel/words/words.ts'

/** A call. With `lock`, its row is locked until the transaction ends. Refuses with `not-found`. */
export async function callRow(tx: Transaction, id: string, lock = false) {
  const query = tx.db
    .selectFrom('calls')
    .selectAll()
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', id)
  return (
    (await (lock ? query.forNoKeyUpdate() : query).executeTakeFirst()) ??
    refuse('not-found', { what: nouns.call })
  )
}

/** A call that has not ended, with its row locked. Refuses with `call-over` if it has ended. */
export async function lockOpenCall(tx: Transaction, id: string) {
  const row = await callRow(tx, id, true)
  if (row.ended_at) refuse('call-over', { title: titleOf(row) })
  return row
}

/** The same in both languages; the message stays as it was written. */
export function titleWords(call: Parameters<typeof titleOf>[0]): Words {
  const [first = ''] = call.message.split('\n')
  return { ja: titleOf(call), en: `${call.drill ? 'Drill' : 'Emergency'}: ${first}` }
}

/** The kind of a call and the first line of its message: 【訓練】集まってください. */
export function titleOf({
  drill,
  message,
}: {
  readonly drill: boolean
  readonly message: string
}): string {
  const [first = ''] = message.split('\n')
  return `${drill ? '【訓練】' : '【緊急】'}${first}`
}

/** The answer rows of a call in network order, one for each person who was called. */
export function answersOf(tx: Transaction, id: string) {
  return tx.db
    .selectFrom('call_answers')
    .selectAll()
    .where('organization_id', '=', tx.organization.id)
    .where('call_id', '=', id)
    .orderBy('position')
    .execute()
}
