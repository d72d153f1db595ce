import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** A call; locked until the transaction ends where something is to be added to it. */
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

/** One that goes on. */
export async function lockOpenCall(tx: Transaction, id: string) {
  const row = await callRow(tx, id, true)
  if (row.ended_at) refuse('call-over', { title: titleOf(row) })
  return row
}

/** 【訓練】集まってください */
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

export function answersOf(tx: Transaction, id: string) {
  return tx.db
    .selectFrom('call_answers')
    .selectAll()
    .where('organization_id', '=', tx.organization.id)
    .where('call_id', '=', id)
    .orderBy('position')
    .execute()
}
