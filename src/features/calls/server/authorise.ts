import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { mayAdminister } from '#features/organization/server/public.ts'
import { isAmong, namesOf } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** Keeps the emergency network: whom the pack names, and the administrators. */
export function mayKeep(handle: Handle): boolean {
  const { contacts } = handle.organization.pack
  return mayAdminister(handle) || (contacts !== undefined && isAmong(handle, contacts.keptBy))
}

export function demandKeep(handle: Handle): void {
  if (mayKeep(handle)) return
  const { contacts } = handle.organization.pack
  const who = listed([contacts ? namesOf(handle, [contacts.keptBy]) : '', nouns.administrators])
  refuse(
    'not-allowed',
    { act: { ja: '緊急連絡網での呼出し', en: 'calling through the emergency network' }, who },
    { grounds: (contacts?.carries ?? []).map((provision) => ({ provision, rule: 'contacts' })) },
  )
}
