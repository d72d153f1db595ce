import { refuse } from '#kernel/problems/index.ts'
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
  const who = [contacts ? namesOf(handle, [contacts.keptBy]) : '', '管理者']
    .filter(Boolean)
    .join('、')
  refuse(
    'not-allowed',
    { act: '緊急連絡網での呼出し', who },
    { grounds: (contacts?.carries ?? []).map((provision) => ({ provision, rule: 'contacts' })) },
  )
}
