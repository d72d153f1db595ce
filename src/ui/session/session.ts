import { useQuery } from '@tanstack/react-query'
import { createContext, use } from 'react'
import { api, queryClient } from '../api.ts'
import { forgetDrafts } from '../form/draft.ts'

/** Who is signed in, as `GET /api/session` answers. Abilities are decided by the server; the screens only show what they allow. */
export interface Session {
  readonly person: { readonly id: string; readonly name: string }
  readonly organization: { readonly id: string; readonly title: string; readonly demo?: boolean }
  readonly unit: { readonly id: string; readonly title: string } | string | null
  readonly roles: readonly (string | { readonly id: string; readonly title: string })[]
  readonly lastSignInAt: string | null
  readonly abilities: readonly string[]
  /** The person sits at a shared terminal: the pages show only their own work, and close by themselves. */
  readonly terminal?: { readonly idleMinutes: number } | null
}

/** The name of the person's own unit, or nothing. */
export function unitTitle(session: Session): string {
  return typeof session.unit === 'string' ? session.unit : (session.unit?.title ?? '')
}

const key = ['session'] as const

/** Asks who is signed in; a 401 is an answer here (`ApiProblem` in `error`). */
export function useSessionQuery() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get<Session>('/api/session', { signal, signedOutIsAnAnswer: true }),
    staleTime: 60_000,
  })
}

/** Asks again who is signed in, and everything else too (after signing in or out). */
export async function refreshSession(): Promise<void> {
  await queryClient.invalidateQueries()
}

/** Ends the session on the server, forgets everything that was read, and goes to the page before a session. */
export async function signOut(to = '/'): Promise<void> {
  forgetDrafts()
  await api.delete('/api/session', { signedOutIsAnAnswer: true })
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
export function useCan(ability: string): boolean {
  return useSession().abilities.includes(ability)
}
