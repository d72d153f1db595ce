import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { api, everyKey, queryClient, queryOf, refresh } from '../api.ts'
import { pickKeys } from '../form/inputs/pickKeys.ts'
import { provisionKey } from '../parts/provision.ts'
import type { ReplyAt } from '../http/endpoints.ts'
import { clearLocalDrafts } from '../form/draft.ts'

/** Who is signed in, as `GET /api/session` answers. Abilities are decided by the server; the screens only show what they allow. */
export type Session = ReplyAt<'GET', '/api/session'>

/** The name of the person's own unit, or nothing. */
export function unitTitle(session: Session): string {
  return session.unit?.title ?? ''
}

/** Asks who is signed in; a 401 is an answer here (`ApiProblem` in `error`). */
export function useSessionQuery() {
  return useQuery({ ...queryOf('/api/session', { throwWhenSignedOut: true }), staleTime: 60_000 })
}

/** Asks again who is signed in, and everything else too (after signing in or out). */
export async function refreshSession(): Promise<void> {
  await refresh([everyKey, ...pickKeys, provisionKey])
}

/** Ends the session on the server, forgets everything that was read, and goes to the page before a session. */
export async function signOut(to = '/'): Promise<void> {
  clearLocalDrafts()
  await api.delete('/api/session', { throwWhenSignedOut: true })
  queryClient.clear()
  globalThis.location.assign(to)
}

export const SessionContext = createContext<Session | undefined>(undefined)

/** The session of the person at the screen. Only pages inside the shell may ask. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('useSession stands outside the shell')
  return session
}

/** Whether the server says this person may do a thing at all. */
export function useHasAbility(ability: string): boolean {
  return useSession().abilities.includes(ability)
}
