import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { mayAdminister } from '#features/organization/server/public.ts'
import { isAmong, partyNames } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Whether the actor keeps the emergency network: those whom the pack names, and administrators. */
export function mayKeepNetwork(tx: Transaction): boolean {
  const { contacts } = tx.organization.pack
  return mayAdminister(tx) || (contacts !== undefined && isAmong(tx, contacts.keptBy))
}

/** Refuses with `not-allowed` unless the actor keeps the emergency network. */
export function demandNetworkKeeper(tx: Transaction): void {
  if (mayKeepNetwork(tx)) return
  const { contacts } = tx.organization.pack
  const who = listed([contacts ? partyNames(tx, [contacts.keptBy]) : '', nouns.administrators])
  refuse(
    'not-allowed',
    { act: { ja: '緊急連絡網での呼出し', en: 'calling through the emergency network' }, who },
    { grounds: (contacts?.carries ?? []).map((provision) => ({ provision, rule: 'contacts' })) },
  )
}
