import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { ApiProblem, api, everyKey, queryClient, queryOf, refresh } from '../api.ts'
import { pickKeys } from '../form/inputs/pickKeys.ts'
import { provisionKey } from '../parts/provision.ts'
import type { ReplyAt } from '../http/endpoints.ts'
import { forgetAccount, noteAccount } from '../http/account.ts'
import { clearLocalDrafts } from '../form/draft.ts'
import { prepareSignOut } from './leaving.ts'

/**
 * The reply of `GET /api/session`. The server decides on abilities; the screens only show what they
 * allow.
 */
export type Session = ReplyAt<'GET', '/api/session'>

/** The name of the person's own unit; empty without a unit. */
export function unitTitle(session: Session): string {
  return session.unit?.title ?? ''
}

/** Requests the session; a 401 is a reply here (`ApiProblem` in `error`). */
export function useSessionQuery() {
  const { queryKey } = queryOf('/api/session')
  const queryFn = async ({ signal }: { readonly signal: AbortSignal }): Promise<Session> => {
    const session = await api.get('/api/session', { throwWhenSignedOut: true, signal })
    noteAccount(session.account.id)
    return session
  }
  return useQuery({ queryKey, queryFn, staleTime: 60_000 })
}

/** Refetches the session and all other data, after signing in or out. */
export async function refreshSession(): Promise<void> {
  await refresh([everyKey, ...pickKeys, provisionKey])
}

/** Ends the session on the server, clears the cache, and goes to the sign-in page. */
export async function signOut(to = '/'): Promise<void> {
  await prepareSignOut()
  clearLocalDrafts()
  try {
    await api.delete('/api/session', { throwWhenSignedOut: true })
  } catch (error) {
    // The session has ended already, or is another person's: it is not this page's to end.
    if (!(error instanceof ApiProblem) || ![401, 409].includes(error.status)) throw error
  }
  forgetAccount()
  queryClient.clear()
  globalThis.location.assign(to)
}

export const SessionContext = createContext<Session | undefined>(undefined)

/** The session of the person at the screen. Only for pages inside the shell. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('useSession stands outside the shell')
  return session
}

/** Whether the session has an ability. */
export function useHasAbility(ability: string): boolean {
  return useSession().abilities.includes(ability)
}
