import { viewOfDay } from '#kernel/procedures/index.ts'
import { packOfEdition } from '#features/policy/server/public.ts'
import { packAsRead } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { StoredCase } from './store.ts'

/**
 * The transaction with the edition and the names that a case is read with: for an ended case those
 * of its end, for an open one those of today. Only for reading: what a person may do is decided by
 * the edition in force. Where the edition of the end can no longer be read, the one in force takes
 * its place.
 */
export async function onItsDay(tx: Transaction, stored: StoredCase): Promise<Transaction> {
  const { record, edition, state } = stored
  if (record === undefined) return tx
  const { organization } = tx
  const kept =
    edition === organization.editionHash
      ? organization.pack
      : packAsRead((await packOfEdition(tx.db, organization.id, edition)).pack, tx.actor)
  const pack = kept.procedures.has(state.procedure) ? kept : organization.pack
  return {
    ...tx,
    organization: { ...organization, pack, view: viewOfDay(organization.view, record) },
  }
}
